package weilu.bench;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.agroal.api.AgroalDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import weilu.db.Db;
import weilu.db.EmbeddedPostgres;
import weilu.db.Migrations;
import weilu.db.Pool;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TransferId;
import weilu.ledger.CoinGifts;
import weilu.ledger.CoinSettings;
import weilu.ledger.CoinSigns;
import weilu.ledger.Coins;
import weilu.ledger.Ledger;
import weilu.ledger.Transfer;
import weilu.protocol.RedPacketCard;
import weilu.protocol.RoomEvent.RedPacketClaimed;
import weilu.redpacket.ClaimOutcome;
import weilu.redpacket.ClaimRedPackets;
import weilu.redpacket.ClaimRedPackets.Ask;
import weilu.redpacket.RedPacketsCheck;
import weilu.redpacket.RedPacketWish;
import weilu.redpacket.Seed;
import weilu.redpacket.SendRedPacket;
import weilu.redpacket.Shares;
import weilu.redpacket.SpokenWords;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomWakeups;

/**
 * How many red packets a second are opened, each committed before it is answered, by the writer alone; against the textbook's
 * way on the same database: a transaction for each that locks the red packet's row and does all that ours does.
 */
final class RedPacket implements Bench {
    private static final int PEOPLE = 1_000;
    private static final int ROOMS = 100;
    private static final int SHARES_MANY = 10;
    private static final int CONNECTIONS = 64;
    private static final long FIRST_ROOM = 300_000_001L;

    /** Opens one red packet for one person; answers later. */
    private interface Open {
        void open(RedPacketId redPacket, int room, int person, Runnable answered);
    }

    private Db db;
    private RoomLog log;
    private Ledger ledger;
    private SendRedPacket sends;

    @Override
    public void measure(Run run) throws Exception {
        int redPackets = run.isQuick() ? 100 : 1_000;
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(run.folder());
                AgroalDataSource dataSource = Pool.open(postgres.address(), CONNECTIONS)) {
            new Migrations(dataSource, postgres.address()).run();
            db = new Db(dataSource);
            log = new RoomLog(Clock.systemUTC(), new RoomWakeups());
            ledger = new Ledger(Clock.systemUTC());
            SpokenWords spoken = new SpokenWords();
            CoinSigns signs = new CoinSigns(new Unheard());
            CoinGifts gifts = new CoinGifts(ledger, signs, Clock.systemUTC());
            db.useTransaction(tx -> gifts.change(tx, new CoinSettings(Coins.ZERO, Coins.ZERO, Coins.ZERO, new Coins(SENT_MAX))));
            sends = new SendRedPacket(log, new RoomAccess(), ledger, gifts, signs, spoken, new SecureRandom());
            people();
            try (ClaimRedPackets claims = new ClaimRedPackets(db, ledger, log, spoken)) {
                Open ours = (redPacket, room, person, answered) -> claims.claim(
                        new Ask(redPacket, null, account(person), ""), (outcome, failure) -> {
                            requireClaimed(outcome, failure);
                            answered.run();
                        });
                // Warm: each way once, on red packets that are not counted.
                manyPerSecond(ours, redPackets);
                manyPerSecond(this::textbook, redPackets / 4);
                double drainOurs = drainSeconds(ours);
                double drainTextbook = drainSeconds(this::textbook);
                run.say(String.format("1,000 shares to 1,000 people: %.0f ms, textbook %.0f ms", drainOurs * 1e3, drainTextbook * 1e3));
                double manyOurs = manyPerSecond(ours, redPackets);
                double manyTextbook = manyPerSecond(this::textbook, redPackets);
                run.say(String.format("%d red packets of 10 shares: %.0f claims/s, textbook %.0f", redPackets, manyOurs, manyTextbook));
                run.figure("drain_ms", drainOurs * 1e3);
                run.figure("drain_textbook_ms", drainTextbook * 1e3);
                run.atLeast("drain_ratio", drainTextbook / drainOurs, 10);
                run.figure("textbook_claims_per_s", manyTextbook);
                run.atLeast("many_ratio", manyOurs / manyTextbook, 6);
                run.atLeast("claims_per_s", manyOurs, 25_000);
                run.figure("exhausted_from_memory_per_s", exhaustedPerSecond(claims));
            }
            run.atLeast("audit_ok", auditOk() ? 1 : 0, 1);
        }
    }

    /** One red packet with a share for each person, all at once. */
    private double drainSeconds(Open open) throws InterruptedException {
        RedPacketId redPacket = send(0, PEOPLE * 50L, PEOPLE);
        CountDownLatch answered = new CountDownLatch(PEOPLE);
        long began = System.nanoTime();
        for (int person = 0; person < PEOPLE; person++) {
            open.open(redPacket, 0, person, answered::countDown);
        }
        answered.await();
        return (System.nanoTime() - began) / 1e9;
    }

    /** Each person opens a tenth part of what there is, 1,000 at a time. */
    private double manyPerSecond(Open open, int count) throws InterruptedException {
        List<RedPacketId> redPackets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            redPackets.add(send(i % ROOMS, 888, SHARES_MANY));
        }
        Semaphore underWay = new Semaphore(PEOPLE);
        long began = System.nanoTime();
        for (int share = 0; share < SHARES_MANY; share++) {
            for (int i = 0; i < count; i++) {
                underWay.acquire();
                open.open(redPackets.get(i), i % ROOMS, (i * 7 + share * 101) % PEOPLE, underWay::release);
            }
        }
        underWay.acquire(PEOPLE);
        return count * SHARES_MANY / ((System.nanoTime() - began) / 1e9);
    }

    /** The baseline: the same rows in the same tables, a transaction for each. */
    private void textbook(RedPacketId redPacket, int room, int person, Runnable answered) {
        Thread.ofVirtual().start(() -> {
            db.useTransaction(tx -> claimAlone(tx, redPacket, room, person));
            answered.run();
        });
    }

    private void claimAlone(Tx tx, RedPacketId redPacket, int room, int person) {
        record Row(long amount, int count, int claimed, Seed seed, LedgerAccountId escrow, Seq message) {}
        Row row = tx.handle().createQuery("select * from red_packet where id = :id and status = 'open' for update")
                .bind("id", redPacket).map((found, context) -> new Row(found.getLong("amount"), found.getInt("count"),
                        found.getInt("claimed"), new Seed(found.getBytes("seed")), new LedgerAccountId(found.getLong("escrow")),
                        new Seq(found.getLong("seq")))).one();
        long coins = Shares.cut(row.amount(), row.count(), row.seed()).at(row.claimed());
        tx.handle().createUpdate("""
                        insert into red_packet_claim (red_packet, account_id, member_id, position, coins, at)
                        values (:id, :account, :member, :position, :coins, now())
                        """)
                .bind("id", redPacket).bind("account", account(person)).bind("member", member(room, person))
                .bind("position", row.claimed()).bind("coins", coins).execute();
        tx.handle().createUpdate("""
                        update red_packet set claimed = claimed + 1, claimed_coins = claimed_coins + :coins,
                            status = case when claimed + 1 = count then 'drawn' else 'open' end,
                            ended_at = case when claimed + 1 = count then now() end where id = :id
                        """)
                .bind("id", redPacket).bind("coins", coins).execute();
        ledger.post(tx, Transfer.move(new TransferId(UUID.randomUUID()), "red_packet_claimed", "red_packet " + redPacket,
                row.escrow(), LedgerAccountId.member(account(person)), new Coins(coins)));
        log.append(tx, new RoomId(FIRST_ROOM + room), new RedPacketClaimed(row.message(),
                List.of(new RedPacketCard.Claim(member(room, person), null, coins))));
    }

    /** Two threads ask for one that has ended. This is the look-up alone, without the sockets. */
    private double exhaustedPerSecond(ClaimRedPackets claims) throws InterruptedException {
        RedPacketId redPacket = send(0, 1, 1);
        claims.claim(new Ask(redPacket, null, account(0), ""));
        claims.claim(new Ask(redPacket, null, account(1), ""));
        RoomId room = new RoomId(FIRST_ROOM);
        AtomicLong answered = new AtomicLong();
        long end = System.nanoTime() + 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                long own = 0;
                while (System.nanoTime() < end) {
                    if (!(claims.fromMemory(redPacket, room, account(1 + (int) (own % 900))).orElseThrow()
                            instanceof ClaimOutcome.Exhausted)) {
                        throw new IllegalStateException("answered wrongly");
                    }
                    own++;
                }
                answered.addAndGet(own);
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answered.get();
    }

    private boolean auditOk() {
        List<String> breaches = db.inTransaction(new RedPacketsCheck()::look).shown();
        breaches.stream().limit(5).forEach(System.err::println);
        long sum = db.inTransaction(tx -> tx.handle().createQuery("select sum(balance) from ledger_account")
                .mapTo(Long.class).one());
        return breaches.isEmpty() && sum == 0;
    }

    private RedPacketId send(int room, long amount, int count) {
        RedPacketWish wish = RedPacketWish.read(new RedPacketWish.Request(new ClientMessageId(UUID.randomUUID()),
                RedPacketCard.Kind.LUCKY, LongNode.valueOf(amount), IntNode.valueOf(count), "恭喜发财，大吉大利", null, null, null,
                null, null, null, false));
        AccountId sender = new AccountId(PEOPLE + 1L + (int) (System.nanoTime() % PEOPLE_SENDING));
        return db.inTransaction(tx -> sends.send(tx, new RoomId(FIRST_ROOM + room), sender, wish)).redPacket();
    }

    /** Enough that none meets the limits of a day. */
    private static final long SENT_MAX = 1_000_000_000;
    private static final int PEOPLE_SENDING = 200;

    /** People 1 to 1,000, in each room, and those who send. */
    private void people() {
        db.useTransaction(tx -> {
            tx.handle().execute("insert into account (kind, display_name, created_at) "
                    + "select 'person', 'p' || n, now() from generate_series(1, ?) n", PEOPLE + PEOPLE_SENDING);
            tx.handle().execute("insert into room (id, kind, name, visibility, created_at) "
                    + "select ? + n, 'group', 'r', 'unlisted', now() from generate_series(0, ?) n", FIRST_ROOM, ROOMS - 1);
            tx.handle().execute("insert into member (room_id, account_id, role, joined_at, joined_seq) "
                    + "select ? + r, a, 'member', now(), 0 from generate_series(0, ?) r, generate_series(1, ?) a order by r, a",
                    FIRST_ROOM, ROOMS - 1, PEOPLE + PEOPLE_SENDING);
            tx.handle().execute("analyze");
        });
        for (int i = 1; i <= PEOPLE_SENDING; i++) {
            LedgerAccountId sender = LedgerAccountId.member(new AccountId(PEOPLE + i));
            db.useTransaction(tx -> ledger.post(tx, Transfer.move(new TransferId(UUID.randomUUID()), "grant", "bench",
                    LedgerAccountId.ISSUE, sender, new Coins(10_000_000))));
        }
    }

    private static AccountId account(int person) {
        return new AccountId(person + 1L);
    }

    private static MemberId member(int room, int person) {
        return new MemberId((long) room * (PEOPLE + PEOPLE_SENDING) + person + 1);
    }

    private static void requireClaimed(ClaimOutcome outcome, Throwable failure) {
        if (!(outcome instanceof ClaimOutcome.Claimed)) {
            throw new IllegalStateException("not claimed: " + outcome, failure);
        }
    }
}

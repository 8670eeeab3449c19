package weilu.redpacket;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.LedgerAccountId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.TransferId;
import weilu.ledger.CoinGifts;
import weilu.ledger.CoinSettings;
import weilu.ledger.CoinSigns;
import weilu.ledger.Coins;
import weilu.ledger.Ledger;
import weilu.ledger.Transfer;
import weilu.protocol.RedPacketCard.Kind;
import weilu.room.RecordedFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Red packets over a database with rooms, for tests; whoever sends one here is given the coins for it. */
public final class RedPacketTable implements AutoCloseable {
    private static final long SENT_MAX = 1_000_000_000;

    private final Db db;
    private final Random random;
    final Ledger ledger;
    final CoinGifts gifts;
    final SpokenWords spoken = new SpokenWords();
    final SendRedPacket sends;
    final ClaimRedPackets claims;
    final EndRedPackets ends;

    public RedPacketTable(Db db, RoomLog log, RoomAccess access, Clock clock, Random random) {
        this.db = db;
        this.random = random;
        ledger = new Ledger(clock);
        CoinSigns signs = new CoinSigns(new RecordedFrames());
        gifts = new CoinGifts(ledger, signs, clock);
        sentMax(SENT_MAX);
        sends = new SendRedPacket(log, access, ledger, gifts, signs, spoken, random);
        claims = new ClaimRedPackets(db, ledger, log, spoken);
        ends = new EndRedPackets(db, ledger, log, spoken);
    }

    @Override
    public void close() {
        claims.close();
    }

    public static RedPacketWish.Request lucky(long amount, int count) {
        return wish(Kind.LUCKY, amount, count);
    }

    public static RedPacketWish.Request wish(Kind kind, long amount, int count) {
        return new RedPacketWish.Request(null, kind, LongNode.valueOf(amount), IntNode.valueOf(count), "恭喜发财，大吉大利",
                null, null, null, null, null, null, false);
    }

    static RedPacketWish.Request passphrase(long amount, int count, String words, boolean anywhere) {
        return new RedPacketWish.Request(null, Kind.PASSPHRASE, LongNode.valueOf(amount), IntNode.valueOf(count), "说出口令",
                null, null, null, null, null, words, anywhere);
    }

    /** The most that one may send in a day. */
    void sentMax(long coins) {
        db.useTransaction(tx -> gifts.change(tx, new CoinSettings(Coins.ZERO, Coins.ZERO, Coins.ZERO, new Coins(coins))));
    }

    void give(AccountId account, long coins) {
        TransferId id = new TransferId(new UUID(random.nextLong(), random.nextLong()));
        db.useTransaction(tx -> ledger.post(tx, Transfer.move(
                id, "grant", "test", LedgerAccountId.ISSUE, LedgerAccountId.member(account), new Coins(coins))));
    }

    /** Sends it under a new id. */
    public RedPacketId send(RoomId room, AccountId sender, RedPacketWish.Request request) {
        give(sender, request.amount().longValue());
        return sendAs(room, sender, request, newId()).redPacket();
    }

    SendRedPacket.Sent sendAs(RoomId room, AccountId sender, RedPacketWish.Request wish, ClientMessageId id) {
        RedPacketWish read = RedPacketWish.read(new RedPacketWish.Request(id, wish.kind(), wish.amount(), wish.count(),
                wish.greeting(), wish.cover(), wish.expiresInSeconds(), wish.to(), wish.memberSince(), wish.hint(),
                wish.words(), wish.anywhere()));
        return db.inTransaction(tx -> sends.send(tx, room, sender, read));
    }

    ClientMessageId newId() {
        return new ClientMessageId(new UUID(random.nextLong(), random.nextLong()));
    }

    public ClaimOutcome claim(RedPacketId redPacket, AccountId account) {
        return claim(redPacket, account, null);
    }

    ClaimOutcome claim(RedPacketId redPacket, AccountId account, String words) {
        return claims.claim(ClaimRedPackets.Ask.of(redPacket, null, account, words));
    }

    public int endAll() {
        return ends.endAll();
    }

    long coinsOf(AccountId account) {
        return db.inTransaction(tx -> ledger.lock(tx, List.of(LedgerAccountId.member(account)), List.of())
                .balance(LedgerAccountId.member(account)));
    }
}

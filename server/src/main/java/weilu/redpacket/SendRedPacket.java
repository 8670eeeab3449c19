package weilu.redpacket;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TransferId;
import weilu.ledger.CoinGifts;
import weilu.ledger.CoinSigns;
import weilu.ledger.Coins;
import weilu.ledger.Escrow;
import weilu.ledger.Ledger;
import weilu.ledger.LedgerOutcome;
import weilu.ledger.LockedAccounts;
import weilu.ledger.Transfer;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RedPacketCard;
import weilu.protocol.RedPacketCard.Status;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;

/** Puts coins aside and a message with the red packet into the room, both or neither (RP3). */
public final class SendRedPacket {
    /** By one person in a day. */
    public static final int SENT_A_DAY_MAX = 200;
    static final String PURPOSE = "red_packet";
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ATTEMPTS_MAX = 50;

    /** Where it stands; a retry gets the same. */
    public record Sent(RedPacketId redPacket, RoomId room, Seq message, Instant at) {}

    private final RoomLog log;
    private final RoomAccess access;
    private final Ledger ledger;
    private final CoinGifts gifts;
    private final CoinSigns signs;
    private final SpokenWords spoken;
    private final RandomGenerator random;
    private final RedPacketStore store = new RedPacketStore();
    private final SendStore sends = new SendStore();

    public SendRedPacket(
            RoomLog log, RoomAccess access, Ledger ledger, CoinGifts gifts, CoinSigns signs, SpokenWords spoken,
            RandomGenerator random) {
        this.gifts = gifts;
        this.signs = signs;
        this.log = log;
        this.access = access;
        this.ledger = ledger;
        this.spoken = spoken;
        this.random = random;
    }

    /** Sends it, or finds that it was sent. Throws a Refusal, and then nothing was moved. */
    public Sent send(Tx tx, RoomId room, AccountId account, RedPacketWish wish) {
        Membership membership = access.require(tx, room, account);
        if (!membership.isAtLeast(Role.MEMBER)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "guests send no red packets");
        }
        Optional<Sent> earlier = earlier(tx, account, wish);
        if (earlier.isPresent()) {
            return earlier.get();
        }
        check(tx, membership, wish);
        RedPacket packet = packetOf(tx, membership, wish);
        if (!store.insert(tx, packet)) {
            return earlier(tx, account, wish).orElseThrow();
        }
        pay(tx, packet);
        post(tx, membership, packet, wish);
        return earlier(tx, account, wish).orElseThrow();
    }

    private Optional<Sent> earlier(Tx tx, AccountId account, RedPacketWish wish) {
        return store.findSent(tx, account, wish.clientMessageId()).map(packet -> {
            if (packet.contentHash() != wish.contentHash()) {
                throw reusedId();
            }
            return new Sent(packet.id(), packet.room(), packet.message(), packet.createdAt());
        });
    }

    private void check(Tx tx, Membership membership, RedPacketWish wish) {
        if (wish.to() != null) {
            boolean isPerson = sends.kindIn(tx, membership.room(), wish.to()).filter(MemberView.Kind.PERSON::equals).isPresent();
            if (!isPerson || wish.to().equals(membership.member())) {
                throw Refusal.field(ErrorCode.INVALID, "to", "names another person who is in this room");
            }
        }
        if (sends.countSince(tx, membership.account(), log.now().minus(DAY)) >= SENT_A_DAY_MAX) {
            throw Refusal.of(ErrorCode.RATE_LIMITED, "one person sends at most " + SENT_A_DAY_MAX + " red packets a day");
        }
        if (!gifts.countSent(tx, membership.account(), wish.amount())) {
            throw Refusal.field(ErrorCode.DAY_LIMIT, "amount", "a person sends at most "
                    + gifts.settings(tx).sentMax().value() + " coins a day here");
        }
    }

    private RedPacket packetOf(Tx tx, Membership membership, RedPacketWish wish) {
        RedPacketId id = freeId(tx);
        Instant now = log.now();
        LedgerAccountId escrow = ledger.openEscrow(tx, new Escrow(PURPOSE, id.toString()));
        LedgerAccountId payer = LedgerAccountId.member(membership.account());
        ledger.lock(tx, List.of(payer, escrow), List.of());
        return new RedPacket(id, membership.room(), Seq.START, membership.account(), membership.member(),
                wish.clientMessageId(), wish.contentHash(), wish.kind(), wish.amount().value(), wish.count(),
                wish.isDrawn() ? Seed.draw(random) : null, escrow, payer, now.plus(wish.expiresIn()), wish.to(),
                wish.memberSince(), wish.words(), wish.anywhere(), now, 0, 0, Status.OPEN);
    }

    private RedPacketId freeId(Tx tx) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            RedPacketId id = new RedPacketId(random.nextLong(RedPacketId.LEAST, RedPacketId.LARGEST + 1));
            if (!store.isTaken(tx, id)) {
                return id;
            }
        }
        throw Refusal.of(ErrorCode.UNAVAILABLE, "no free number was found; try again");
    }

    private void pay(Tx tx, RedPacket packet) {
        Transfer transfer = Transfer.move(TransferId.of("red packet", packet.id()), "red_packet_sent",
                "red_packet " + packet.id(), packet.payer(), packet.escrow(), new Coins(packet.amount()));
        LockedAccounts locked = ledger.lock(tx, List.of(packet.payer(), packet.escrow()), List.of(transfer.id()));
        LedgerOutcome outcome = ledger.post(tx, locked, List.of(transfer)).getFirst();
        if (outcome instanceof LedgerOutcome.NotEnough poor) {
            throw Refusal.field(ErrorCode.NOT_ENOUGH_COINS, "amount", "there are " + poor.has() + " coins");
        }
        if (!(outcome instanceof LedgerOutcome.Done)) {
            throw new IllegalStateException("a new red packet was paid before: " + outcome);
        }
        signs.changed(tx, locked, List.of(packet.payer()));
    }

    private void post(Tx tx, Membership before, RedPacket packet, RedPacketWish wish) {
        Membership membership = access.requireLocked(tx, before.room(), before.account());
        membership.whyNotTalk(log.now()).ifPresent(problem -> {
            throw new Refusal(problem);
        });
        MemberId author = membership.member();
        if (sends.isPosted(tx, author, packet.clientMessageId())) {
            throw reusedId();
        }
        RedPacketCard card = new RedPacketCard(packet.id(), packet.kind(), packet.amount(), packet.count(), wish.cover(),
                packet.expiresAt(), packet.commitment(), packet.to(), packet.memberSince(), wish.hint(), 0, Status.OPEN, null,
                null);
        MessagePosted posted = new MessagePosted(author, packet.clientMessageId(), wish.greeting(), null, List.of(), List.of(),
                null, null, 0, null, false, null, null, card);
        Seq seq = log.append(tx, packet.room(), posted, author, packet.clientMessageId(), packet.contentHash());
        store.notePlace(tx, packet.id(), seq);
        tx.afterCommit(() -> spoken.note(packet));
    }

    private static Refusal reusedId() {
        return Refusal.field(ErrorCode.ID_REUSED, "clientMessageId", "this id was used for something else");
    }
}

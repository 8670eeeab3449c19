package weilu.redpacket;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import weilu.PinnedClock;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.media.BlobRowStore;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView;
import weilu.room.ChangeRoom;
import weilu.room.Departures;
import weilu.room.LoggedEvent;
import weilu.room.Moderation;
import weilu.room.RecordedFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomText;
import weilu.room.RoomWakeups;

/** Rooms full of people with red packets, over a real database, with a clock the test moves. */
final class Feast implements AfterAllCallback {
    private final TestDatabase database = TestDatabase.fresh();
    private final RoomStore rooms = new RoomStore();
    private long lastRoom = 500_000_000L;
    private int lastPerson;
    final Db db = database.db();
    final PinnedClock clock = PinnedClock.still();
    final RoomLog log = new RoomLog(clock, new RoomWakeups());
    final RoomAccess access = new RoomAccess();
    final Departures departures = new Departures(log, access, new RecordedFrames());
    final Moderation moderation = new Moderation(log, access, departures);
    final ChangeRoom changes =
            new ChangeRoom(log, access, rooms, new RoomText(new DisplayNames(new LookAlikes("阿炉")), new BlobRowStore()));
    final RedPacketTable table = new RedPacketTable(db, log, access, clock, new Random(2026));
    /** What another node at the same database would do. */
    final RedPacketTable otherNode = new RedPacketTable(db, log, access, clock, new Random(1127));

    @Override
    public void afterAll(ExtensionContext context) {
        table.close();
        otherNode.close();
        database.close();
    }

    AccountId person() {
        return account("person");
    }

    AccountId account(String kind) {
        String name = "客人" + ++lastPerson;
        return get(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values (:kind, :name, :at) returning id
                        """)
                .bind("kind", kind).bind("name", name).bind("at", clock.instant()).mapTo(AccountId.class).one());
    }

    RoomId room(AccountId owner, AccountId... members) {
        RoomId room = new RoomId(++lastRoom);
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, "年夜饭", "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        run(tx -> rooms.insertRoom(tx, view, null, clock.instant()));
        join(room, owner, Role.OWNER);
        List.of(members).forEach(member -> join(room, member, Role.MEMBER));
        return room;
    }

    MemberId join(RoomId room, AccountId account, Role role) {
        return get(tx -> {
            MemberId member = rooms.putMember(tx, room, account, role, clock.instant());
            log.append(tx, room, new RoomEvent.MemberJoined(rooms.member(tx, member)));
            return member;
        });
    }

    MemberId member(RoomId room, AccountId account) {
        return get(tx -> access.require(tx, room, account).member());
    }

    List<RoomEvent> events(RoomId room) {
        return get(tx -> log.read(tx, room, Seq.START, 10_000)).stream().map(LoggedEvent::event).toList();
    }

    List<String> breaches() {
        return get(new VerifyRedPackets()::breaches);
    }

    /** What all accounts of the ledger hold together; coins come from the one that is below zero. */
    long sumOfAll() {
        return get(tx -> tx.handle().createQuery("select sum(balance) from ledger_account").mapTo(Long.class).one());
    }

    long escrows() {
        return get(tx -> tx.handle().createQuery("select coalesce(sum(balance), 0) from ledger_account where kind = 'escrow'")
                .mapTo(Long.class).one());
    }

    <T> T get(Function<Tx, T> work) {
        return db.inTransaction(work);
    }

    void run(Consumer<Tx> work) {
        db.useTransaction(work);
    }
}

package weilu.room;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import weilu.PinnedClock;
import weilu.account.AccountStore;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.media.BlobRowStore;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView.Visibility;

/**
 * The room feature over a real database, with a clock the test moves: what every test of rooms stands on. As an extension
 * of a test class it lasts as long as the class.
 */
public final class Hearth implements AutoCloseable, AfterAllCallback {

    private final TestDatabase database = TestDatabase.fresh();
    final Db db = database.db();
    final RecordedFrames live = new RecordedFrames();
    final PinnedClock clock = PinnedClock.still();
    final RoomLog log = new RoomLog(clock, new RoomWakeups());
    final RoomAccess access = new RoomAccess();
    final RoomStore rooms = new RoomStore();
    final RoomText text = new RoomText(
            new DisplayNames(new LookAlikes("阿炉")), new BlobRowStore());
    final SecureRandom random = new SecureRandom();
    final InvitationSecrets secrets = new InvitationSecrets(
            new SecretKeySpec("a key of the tests".getBytes(StandardCharsets.UTF_8), "HmacSHA256"), random);
    final Admission admission = Admission.of(log, live);
    final JoinRequests requests = new JoinRequests(log, access, admission, live);
    final JoinRoom join = new JoinRoom(log, access, rooms, admission, requests);
    final Invitations invitations = new Invitations(log, access, rooms, secrets);
    final Departures departures = new Departures(log, access, live);
    final Moderation moderation = new Moderation(log, access, departures);
    final ChangeRoom changeRoom = new ChangeRoom(log, access, rooms, text);
    final CreateRoom createRoom = new CreateRoom(log, rooms, text, admission, List.of(), random);
    final RoomProfiles profiles = new RoomProfiles(log);
    final Blocks blocks = new Blocks(log);
    final AccountId luzi = account("阿炉", Kind.AGENT);
    final OpenDirect openDirect =
            new OpenDirect(log, rooms, admission, tx -> luzi, List.of(), random);

    final KeepDirect keepDirect = new KeepDirect(log, access, rooms);

    @Override
    public void close() {
        database.close();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    void pass(Duration duration) {
        clock.pass(duration);
    }

    AccountId person(String name) {
        return account(name, Kind.PERSON);
    }

    AccountId account(String name, Kind kind) {
        return get(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values (:kind, :name, :at) returning id
                        """)
                .bind("kind", kind.name().toLowerCase()).bind("name", name).bind("at", PinnedClock.START)
                .mapTo(AccountId.class).one());
    }

    /** The account changes as the account feature would change it, and its rooms are told. */
    void changeAccount(AccountId account, String name, Kind kind) {
        run(tx -> {
            tx.handle().createUpdate("update account set display_name = :name, kind = :kind where id = :id")
                    .bind("name", name).bind("kind", kind.name().toLowerCase()).bind("id", account).execute();
            profiles.profileChanged(tx, new AccountStore().find(tx, account).orElseThrow());
        });
    }

    /** 火锅派, or another room, with this owner. */
    RoomId room(AccountId owner, String name, Visibility visibility) {
        return get(tx -> createRoom.create(tx, owner, new CreateRoom.Wish(name, null, null, visibility)));
    }

    MemberId joined(RoomId room, AccountId account) {
        return get(tx -> admission.admit(tx, room, account, Role.MEMBER));
    }

    MemberId memberOf(RoomId room, AccountId account) {
        return get(tx -> access.require(tx, room, account).member());
    }

    void say(RoomId room, AccountId account, String body) {
        ClientMessageId id = new ClientMessageId(UUID.randomUUID());
        MemberId author = memberOf(room, account);
        run(tx -> log.append(tx, room, new RoomEvent.MessagePosted(
                author, id, body, null, List.of(), List.of(), null, null, 0, null, false), author, id, null));
    }

    boolean isIn(RoomId room, AccountId account) {
        return get(tx -> access.find(tx, room, account).isPresent());
    }

    List<RoomEvent> events(RoomId room) {
        return get(tx -> log.read(tx, room, Seq.START, 1_000)).stream().map(LoggedEvent::event).toList();
    }

    RoomEvent lastEvent(RoomId room) {
        return events(room).getLast();
    }

    <T> T get(Function<Tx, T> work) {
        return db.inTransaction(work);
    }

    void run(Consumer<Tx> work) {
        db.useTransaction(work);
    }
}

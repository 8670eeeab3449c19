package weilu.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomView;
import weilu.room.LoggedEvent;
import weilu.room.RecordedFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/** A real database, a 火锅派 in it, and the importing feature over both. */
final class ImportingRoom implements AutoCloseable {
    private static final AtomicLong NUMBER = new AtomicLong(200_000_000);

    private final TestDatabase database = TestDatabase.fresh();
    final Db db = database.db();
    final Clock clock = Clock.systemUTC();
    final RecordedFrames frames = new RecordedFrames();
    final RoomLog log = new RoomLog(clock, new RoomWakeups());
    final RoomStore rooms = new RoomStore();
    final ImportMessages importing = new ImportMessages(db, new RoomAccess(), log, clock);

    @Override
    public void close() {
        database.close();
    }

    AccountId person(String name) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values ('person', :name, now())
                        returning id
                        """)
                .bind("name", name).mapTo(AccountId.class).one());
    }

    RoomId room() {
        RoomId room = new RoomId(NUMBER.incrementAndGet());
        db.useTransaction(tx -> rooms.insertRoom(tx, new RoomView(room, RoomView.Kind.GROUP, "火锅派", "", null,
                RoomView.Visibility.PRIVATE, RoomView.WhoMayInvite.MEMBERS, 0, false, false), null, clock.instant()));
        return room;
    }

    MemberId member(RoomId room, AccountId account, Role role) {
        return db.inTransaction(tx -> rooms.putMember(tx, room, account, role, clock.instant()));
    }

    void changeRole(MemberId member, Role role) {
        db.useTransaction(tx -> tx.handle().createUpdate("update member set role = :role where id = :member")
                .bind("role", role.name().toLowerCase(Locale.ROOT)).bind("member", member).execute());
    }

    void signInName(AccountId account, String name) {
        db.useTransaction(tx -> tx.handle().createUpdate("update account set sign_in_name = :name where id = :account")
                .bind("name", name).bind("account", account).execute());
    }

    ImportJob job(RoomId room, AccountId account, String content, boolean skipBroken) {
        try {
            Path file = Files.createTempFile("chat", ".txt");
            file.toFile().deleteOnExit();
            Files.write(file, content.getBytes(StandardCharsets.UTF_8));
            ChatFile chat = ChatFile
                    .of(file, new ReadingOptions(null, "chat.txt", Samples.SHANGHAI, null)).orElseThrow();
            return new ImportJob(UUID.randomUUID(), room, account, chat, skipBroken);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportProgress run(ImportJob job) {
        importing.begin(job);
        return importing.run(job, progress -> {}, () -> false);
    }

    List<LoggedEvent> events(RoomId room) {
        return db.inTransaction(tx -> log.read(tx, room, Seq.START, 10_000));
    }

    List<MessagePosted> messages(RoomId room) {
        return events(room).stream().map(logged -> (MessagePosted) logged.event()).toList();
    }

    Seq readSeq(MemberId member) {
        return db.inTransaction(tx -> tx.handle().createQuery("select read_seq from member where id = :member")
                .bind("member", member).mapTo(Seq.class).one());
    }
}

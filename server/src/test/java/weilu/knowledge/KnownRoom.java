package weilu.knowledge;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import weilu.db.Db;
import weilu.db.TestDatabase;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomEvent.MessageRecalled;
import weilu.protocol.RoomView;
import weilu.room.Membership;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/** The room 火锅派 with 小红, 小明 and the agent 阿炉 over a real database, and all that knows it. */
final class KnownRoom implements AutoCloseable {
    static final RoomId ROOM = new RoomId(420185367);
    static final RoomId OTHER_ROOM = new RoomId(100000009);

    private final TestDatabase database = TestDatabase.fresh();
    final Db db = database.db();
    final RoomWakeups wakeups = new RoomWakeups();
    final RoomLog log = new RoomLog(Clock.systemUTC(), wakeups);
    final RoomStore rooms = new RoomStore();
    final Embedder embedder = new Embedder();
    final Indexer indexer = new Indexer(db, log);
    final Indexing indexing = new Indexing(db, log, embedder, false);
    final MeaningFiller filler = new MeaningFiller(db, embedder);
    final SearchRoom search = new SearchRoom(new ReadMessages());
    final RoomDigest digest = new RoomDigest(db, embedder);
    final RoomAnswers answers = new RoomAnswers(db, embedder, indexing);
    final MemberId xiaohong;
    final MemberId xiaoming;
    final MemberId aluo;

    private final AccountId xiaohongAccount = account("小红", "person");
    private final AccountId xiaomingAccount = account("小明", "person");

    KnownRoom() {
        open(ROOM, "火锅派");
        open(OTHER_ROOM, "别的派");
        xiaohong = join(ROOM, xiaohongAccount, Role.OWNER);
        xiaoming = join(ROOM, xiaomingAccount, Role.MEMBER);
        aluo = join(ROOM, account("阿炉", "agent"), Role.MEMBER);
        join(OTHER_ROOM, xiaomingAccount, Role.OWNER);
    }

    @Override
    public void close() {
        indexing.close();
        embedder.close();
        database.close();
    }

    Seq say(MemberId author, String body) {
        return append(ROOM, author, body, null, null);
    }

    /** As an import leaves it. */
    Seq sayAs(String name, Instant at, String body) {
        return append(ROOM, xiaohong, body, name, at);
    }

    Seq append(RoomId room, MemberId author, String body, String importedAs, Instant at) {
        ClientMessageId id = new ClientMessageId(UUID.randomUUID());
        MessagePosted posted =
                new MessagePosted(author, id, body, null, List.of(), List.of(), importedAs, at, 0, null, false);
        return db.inTransaction(tx -> log.append(tx, room, posted, author, id, 0L));
    }

    void edit(Seq seq, String body) {
        db.useTransaction(tx -> {
            tx.handle().execute("""
                    insert into message_state (room_id, seq, body, edited_at) values (?, ?, ?, now())
                    on conflict (room_id, seq) do update set body = excluded.body
                    """, ROOM.value(), seq.value(), body);
            log.append(tx, ROOM, new MessageEdited(seq, body, List.of()));
        });
    }

    void recall(Seq seq, MemberId by) {
        db.useTransaction(tx -> {
            tx.handle().execute("""
                    insert into message_state (room_id, seq, recalled_by) values (?, ?, ?)
                    on conflict (room_id, seq) do update set body = null, recalled_by = excluded.recalled_by
                    """, ROOM.value(), seq.value(), by.value());
            log.append(tx, ROOM, new MessageRecalled(seq, by));
        });
    }

    List<String> found(String query) {
        return page(query, null, 20).hits().stream().map(hit -> hit.message().body()).toList();
    }

    SearchPage page(String query, Seq before, int limit) {
        return db.inTransaction(tx -> search.search(tx, membership(), query, before, limit));
    }

    Membership membership() {
        return db.inTransaction(tx -> new RoomAccess().require(tx, ROOM, xiaohongAccount));
    }

    void fillMeanings() {
        boolean more;
        do {
            more = filler.step(ROOM);
        } while (more);
    }

    long count(String table) {
        return db.inTransaction(tx -> tx.handle()
                .createQuery("select count(*) from " + table).mapTo(Long.class).one());
    }

    private MemberId join(RoomId room, AccountId account, Role role) {
        return db.inTransaction(tx -> {
            MemberId member = rooms.putMember(tx, room, account, role, Instant.now());
            log.append(tx, room, new RoomEvent.MemberJoined(rooms.member(tx, member)));
            return member;
        });
    }

    private AccountId account(String name, String kind) {
        return db.inTransaction(tx -> tx.handle().createQuery("""
                        insert into account (kind, display_name, created_at) values (:kind, :name, now()) returning id
                        """)
                .bind("kind", kind).bind("name", name).mapTo(AccountId.class).one());
    }

    private void open(RoomId room, String name) {
        RoomView view = new RoomView(room, RoomView.Kind.GROUP, name, "", null, RoomView.Visibility.UNLISTED,
                RoomView.WhoMayInvite.MEMBERS, 0, false, false);
        db.useTransaction(tx -> rooms.insertRoom(tx, view, null, Instant.now()));
    }
}

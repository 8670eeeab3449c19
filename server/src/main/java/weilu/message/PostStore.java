package weilu.message;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import weilu.db.BinaryCopy;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomView;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog.Place;

/** The statements of posting: three for a batch of plain messages, one more for each kind of reference it holds. */
final class PostStore {
    /** From so many rows on a COPY is cheaper than an INSERT, though it takes three round trips more. */
    private static final int COPY_ROWS_MIN = 64;

    private static final String MOVED_AND_NOTIFIED = """
            moved as (
                update room r set head_seq = h.seq
                from unnest(:headRooms, :headSeqs) as h (room_id, seq) where r.id = h.room_id
            ), notified as (
                select count(pg_notify('weilu_room', p.payload)) from unnest(:payloads) as p (payload)
            )
            """;

    /** A room whose row is locked by this transaction. */
    record Head(RoomId room, RoomView.Kind kind, Seq seq, boolean archived, boolean blocked,
            int slowModeSeconds) {}

    record Key(RoomId room, AccountId account) {}

    record Author(MemberId member, Role role, Instant mutedUntil, Instant lastPostedAt) {}

    /** Locked heads and the authors found under them. */
    record Locked(Map<RoomId, Head> heads, Map<Key, Author> authors) {}


    record Identity(MemberId author, ClientMessageId clientMessageId) {}

    record Earlier(Seq seq, Instant at, long contentHash) {}

    record MemberKey(RoomId room, MemberId member) {}

    /** Locks the room rows in id order, and then reads who of these accounts is in them: what it finds holds to the commit. */
    Locked lock(Tx tx, List<Key> keys) {
        Map<RoomId, Head> heads = new HashMap<>();
        tx.handle().createQuery("""
                        select id, kind, head_seq, archived_at, blocked, slow_mode_seconds from room
                        where id = any(:rooms) order by id for no key update
                        """)
                .bind("rooms", keys.stream().map(key -> key.room()).distinct().toArray(RoomId[]::new))
                .map((row, context) -> {
                    RoomId room = new RoomId(row.getLong("id"));
                    return heads.put(room, new Head(room, Rows.constant(row, "kind", RoomView.Kind.class),
                            new Seq(row.getLong("head_seq")), row.getObject("archived_at") != null,
                            row.getBoolean("blocked"), row.getInt("slow_mode_seconds")));
                })
                .list();
        return new Locked(heads, authors(tx, keys));
    }

    /** A statement of its own: one that had waited for the locks would still see the members of before. */
    private static Map<Key, Author> authors(Tx tx, List<Key> keys) {
        Map<Key, Author> authors = new HashMap<>();
        tx.handle().createQuery("""
                        select k.number, m.id, m.role, m.muted_until, m.last_posted_at
                        from unnest(:rooms, :accounts) with ordinality as k (room_id, account_id, number)
                        join member m on m.room_id = k.room_id and m.account_id = k.account_id and m.state = 'in'
                        """)
                .bind("rooms", keys.stream().map(key -> key.room()).toArray(RoomId[]::new))
                .bind("accounts", keys.stream().map(key -> key.account()).toArray(AccountId[]::new))
                .map((row, context) -> authors.put(keys.get(row.getInt("number") - 1),
                        new Author(new MemberId(row.getLong("id")), Rows.constant(row, "role", Role.class),
                                Rows.instant(row, "muted_until"), Rows.instant(row, "last_posted_at"))))
                .list();
        return authors;
    }

    /**
     * Inserts the rows, moves the heads and notifies. A row whose client message id is taken is left out.
     *
     * @param notices what other nodes shall hear of it with the commit
     * @return the identities that were written
     */
    Set<Identity> insert(
            Tx tx, List<PostRow> rows, Map<RoomId, Seq> heads, Collection<String> notices, Instant at) {
        if (rows.size() >= COPY_ROWS_MIN && copy(tx, rows, at)) {
            moveHeads(tx, heads, notices);
            return rows.stream().map(PostRow::identity).collect(Collectors.toSet());
        }
        return insertNew(tx, rows, heads, notices, at);
    }

    /** All of them, or none when the id of one is taken. */
    private static boolean copy(Tx tx, List<PostRow> rows, Instant at) {
        return BinaryCopy.tryAll(tx,
                "room_event (room_id, seq, at, kind, author, client_message_id, content_hash, event)", rows,
                (copy, row) -> copy.begin(8)
                        .int8(row.room().value()).int8(row.seq().value()).timestamptz(at).text(LoggedEvent.MESSAGE_POSTED)
                        .int8(row.author().value()).uuid(row.clientMessageId().value()).int8(row.contentHash())
                        .text(row.event()));
    }

    private static void moveHeads(Tx tx, Map<RoomId, Seq> heads, Collection<String> notices) {
        tx.handle().createQuery("with " + MOVED_AND_NOTIFIED + " select * from notified")
                .bind("headRooms", heads.keySet().toArray(RoomId[]::new))
                .bind("headSeqs", heads.values().toArray(Seq[]::new))
                .bind("payloads", notices.toArray(String[]::new))
                .mapTo(Long.class)
                .one();
    }

    private static Set<Identity> insertNew(
            Tx tx, List<PostRow> rows, Map<RoomId, Seq> heads, Collection<String> notices, Instant at) {
        return new HashSet<>(tx.handle().createQuery("""
                        with sent as (
                            select * from unnest(:rooms, :seqs, :authors, cast(:ids as uuid[]), :hashes, :events)
                                as s (room_id, seq, author, client_message_id, content_hash, event)
                        ), appended as (
                            insert into room_event
                                (room_id, seq, at, kind, author, client_message_id, content_hash, event)
                            select s.room_id, s.seq, :at, 'messagePosted', s.author, s.client_message_id,
                                   s.content_hash, s.event
                            from sent s
                            on conflict (author, client_message_id) where client_message_id is not null do nothing
                            returning author, client_message_id
                        ),
                        """ + MOVED_AND_NOTIFIED + " select author, client_message_id from appended, notified")
                .bind("rooms", rows.stream().map(row -> row.room()).toArray(RoomId[]::new))
                .bind("seqs", rows.stream().map(row -> row.seq()).toArray(Seq[]::new))
                .bind("authors", rows.stream().map(row -> row.author()).toArray(MemberId[]::new))
                .bind("ids", rows.stream().map(row -> row.clientMessageId().value().toString()).toArray(String[]::new))
                .bind("hashes", rows.stream().map(row -> row.contentHash()).toArray(Long[]::new))
                .bind("events", rows.stream().map(row -> row.event()).toArray(String[]::new))
                .bind("headRooms", heads.keySet().toArray(RoomId[]::new))
                .bind("headSeqs", heads.values().toArray(Seq[]::new))
                .bind("payloads", notices.toArray(String[]::new))
                .bind("at", at)
                .map((row, context) -> new Identity(new MemberId(row.getLong("author")),
                        new ClientMessageId(row.getObject("client_message_id", UUID.class))))
                .list());
    }

    /** Notes that these messages are answers, for when what they quote is recalled. */
    void noteAnswers(Tx tx, Collection<Place> answers) {
        tx.handle().createUpdate("insert into message_answer (room_id, seq) select * from unnest(:rooms, :seqs)")
                .bind("rooms", answers.stream().map(key -> key.room()).toArray(RoomId[]::new))
                .bind("seqs", answers.stream().map(key -> key.seq()).toArray(Seq[]::new))
                .execute();
    }

    /** Finds whispers again by the room they are about. */
    void noteWhispers(Tx tx, List<PostRow> whispers) {
        tx.handle().createUpdate("""
                        insert into whisper (room_id, seq, about_room, about_seq)
                        select * from unnest(:rooms, :seqs, :aboutRooms, :aboutSeqs)
                        """)
                .bind("rooms", whispers.stream().map(PostRow::room).toArray(RoomId[]::new))
                .bind("seqs", whispers.stream().map(PostRow::seq).toArray(Seq[]::new))
                .bind("aboutRooms", whispers.stream().map(row -> row.about().room()).toArray(RoomId[]::new))
                .bind("aboutSeqs", whispers.stream().map(row -> row.about().seq()).toArray(Seq[]::new))
                .execute();
    }

    /** Takes back those of the rows that {@link #insert} wrote, in the same transaction. */
    void takeBack(Tx tx, List<PostRow> sent, Set<Identity> written) {
        List<PostRow> rows = sent.stream()
                .filter(row -> written.contains(row.identity())).toList();
        tx.handle().createUpdate("""
                        delete from room_event e using unnest(:rooms, :seqs) as s (room_id, seq)
                        where e.room_id = s.room_id and e.seq = s.seq
                        """)
                .bind("rooms", rows.stream().map(row -> row.room()).toArray(RoomId[]::new))
                .bind("seqs", rows.stream().map(row -> row.seq()).toArray(Seq[]::new))
                .execute();
    }

    /** What was posted earlier under these identities. */
    Map<Identity, Earlier> findEarlier(Tx tx, Collection<Identity> identities) {
        Map<Identity, Earlier> earlier = new HashMap<>();
        tx.handle().createQuery("""
                        select e.author, e.client_message_id, e.seq, e.at, e.content_hash from room_event e
                        join unnest(:authors, :ids) as s (author, id)
                            on e.author = s.author and e.client_message_id = s.id
                        """)
                .bind("authors", identities.stream().map(id -> id.author()).toArray(MemberId[]::new))
                .bind("ids", identities.stream().map(id -> id.clientMessageId()).toArray(ClientMessageId[]::new))
                .map((row, context) -> earlier.put(
                        new Identity(new MemberId(row.getLong("author")),
                                new ClientMessageId(row.getObject("client_message_id", UUID.class))),
                        new Earlier(new Seq(row.getLong("seq")), Rows.instant(row, "at"), row.getLong("content_hash"))))
                .list();
        return earlier;
    }

    /** Which of these are messages that still have their text. */
    Set<Place> findMessages(Tx tx, Collection<Place> keys) {
        return new HashSet<>(tx.handle().createQuery("""
                        select e.room_id, e.seq from room_event e
                        join unnest(:rooms, :seqs) as s (room_id, seq) on e.room_id = s.room_id and e.seq = s.seq
                        left join message_state t on t.room_id = e.room_id and t.seq = e.seq
                        where e.kind = 'messagePosted' and t.recalled_by is null
                        """)
                .bind("rooms", keys.stream().map(key -> key.room()).toArray(RoomId[]::new))
                .bind("seqs", keys.stream().map(key -> key.seq()).toArray(Seq[]::new))
                .map((row, context) -> new Place(new RoomId(row.getLong("room_id")), new Seq(row.getLong("seq"))))
                .list());
    }

    /** Which of these members belong, or belonged, to these rooms. */
    Set<MemberKey> findMembers(Tx tx, Collection<MemberKey> keys) {
        return new HashSet<>(tx.handle().createQuery("""
                        select m.room_id, m.id from member m
                        join unnest(:rooms, :members) as s (room_id, id) on m.room_id = s.room_id and m.id = s.id
                        """)
                .bind("rooms", keys.stream().map(key -> key.room()).toArray(RoomId[]::new))
                .bind("members", keys.stream().map(key -> key.member()).toArray(MemberId[]::new))
                .map((row, context) ->
                        new MemberKey(new RoomId(row.getLong("room_id")), new MemberId(row.getLong("id"))))
                .list());
    }

    /** Notes when these members last posted, for slow mode. */
    void notePosted(Tx tx, Collection<MemberId> members, Instant at) {
        tx.handle().createUpdate("update member set last_posted_at = :at where id = any(:members)")
                .bind("at", at)
                .bind("members", members.toArray(MemberId[]::new))
                .execute();
    }
}

package weilu.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MemberView;
import weilu.protocol.RoomEvent.Departure;
import weilu.protocol.RoomSnapshot.Notify;
import weilu.protocol.RoomSnapshot.ReadMark;
import weilu.protocol.RoomView;

/** Rooms and their members. */
public final class RoomStore {
    public static final RowMapper<RoomView> ROOM = (row, context) -> new RoomView(
            new RoomId(row.getLong("id")), Rows.constant(row, "kind", RoomView.Kind.class), row.getString("name"),
            row.getString("topic"), row.getString("picture"),
            Rows.constant(row, "visibility", RoomView.Visibility.class),
            Rows.constant(row, "who_may_invite", RoomView.WhoMayInvite.class),
            row.getInt("slow_mode_seconds"), row.getObject("archived_at") != null, row.getBoolean("models_off"),
            row.getBoolean("stays_here"));

    public static final RowMapper<MemberView> MEMBER = (row, context) -> new MemberView(
            new MemberId(row.getLong("id")), Rows.constant(row, "kind", MemberView.Kind.class),
            row.getString("display_name"), row.getString("picture"), Rows.constant(row, "role", Role.class),
            Rows.instant(row, "muted_until"), "in".equals(row.getString("state")));

    /** An account's place in a room, for the socket. */
    public record Seat(RoomId room, MemberId member, Seq head) {}

    /** Inserts the room unless its number or pair is taken; tells whether it did. */
    public boolean insertRoom(Tx tx, RoomView room, String directPair, Instant at) {
        return tx.handle().createUpdate("""
                        insert into room (id, kind, name, topic, picture, visibility, who_may_invite,
                                          slow_mode_seconds, direct_pair, created_at)
                        values (:id, :kind, :name, :topic, :picture, :visibility, :whoMayInvite,
                                :slowModeSeconds, :directPair, :at)
                        on conflict do nothing
                        """)
                .bind("id", room.id()).bind("kind", Rows.stored(room.kind())).bind("name", room.name())
                .bind("topic", room.topic()).bind("picture", room.picture())
                .bind("visibility", Rows.stored(room.visibility()))
                .bind("whoMayInvite", Rows.stored(room.whoMayInvite()))
                .bind("slowModeSeconds", room.slowModeSeconds()).bind("directPair", directPair).bind("at", at)
                .execute() == 1;
    }

    /** Puts the account into the room, or back into it, with this role; its joined seq is the next event's. */
    public MemberId putMember(Tx tx, RoomId room, AccountId account, Role role, Instant at) {
        return tx.handle().createQuery("""
                        insert into member (room_id, account_id, role, joined_at, joined_seq, read_seq)
                        select :room, :account, :role, :at, head_seq + 1, head_seq from room where id = :room
                        on conflict (room_id, account_id) do update
                            set state = 'in', role = excluded.role, joined_at = excluded.joined_at,
                                joined_seq = excluded.joined_seq
                        returning id
                        """)
                .bind("room", room).bind("account", account).bind("role", Rows.stored(role)).bind("at", at)
                .mapTo(MemberId.class).one();
    }

    /** How far the logs of these rooms reach. */
    public Map<RoomId, Seq> heads(Tx tx, Collection<RoomId> rooms) {
        Map<RoomId, Seq> heads = new HashMap<>();
        tx.handle().createQuery("select id, head_seq from room where id = any(:rooms)")
                .bind("rooms", rooms.toArray(RoomId[]::new))
                .map((row, context) -> heads.put(new RoomId(row.getLong("id")), new Seq(row.getLong("head_seq"))))
                .list();
        return heads;
    }

    public Optional<RoomView> findRoom(Tx tx, RoomId room) {
        return tx.handle().createQuery("select * from room where id = :room").bind("room", room).map(ROOM).findOne();
    }

    /** Writes the settings; nothing else of the room. */
    void update(Tx tx, RoomView room, Instant now) {
        tx.handle().createUpdate("""
                        update room set name = :name, topic = :topic, picture = :picture, visibility = :visibility,
                            who_may_invite = :whoMayInvite, slow_mode_seconds = :slowModeSeconds,
                            archived_at = case when :archived then coalesce(archived_at, :now) end,
                            models_off = :modelsOff, stays_here = :staysHere
                        where id = :id
                        """)
                .bind("id", room.id()).bind("name", room.name()).bind("topic", room.topic())
                .bind("picture", room.picture()).bind("visibility", Rows.stored(room.visibility()))
                .bind("whoMayInvite", Rows.stored(room.whoMayInvite()))
                .bind("slowModeSeconds", room.slowModeSeconds()).bind("archived", room.archived()).bind("now", now)
                .bind("modelsOff", room.modelsOff()).bind("staysHere", room.staysHere())
                .execute();
    }

    /** Everybody who is or was in the room, in the order they first came. */
    public List<MemberView> members(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select m.id, a.kind, m.role, m.muted_until, m.state,
                               coalesce(m.name_when_left, a.display_name) as display_name,
                               case when m.name_when_left is null then a.picture else m.picture_when_left end as picture
                        from member m join account a on a.id = m.account_id
                        where m.room_id = :room order by m.id
                        """)
                .bind("room", room).map(MEMBER).list();
    }

    public MemberView member(Tx tx, MemberId member) {
        return tx.handle().createQuery("""
                        select m.id, a.kind, m.role, m.muted_until, m.state,
                               coalesce(m.name_when_left, a.display_name) as display_name,
                               case when m.name_when_left is null then a.picture else m.picture_when_left end as picture
                        from member m join account a on a.id = m.account_id where m.id = :member
                        """)
                .bind("member", member).map(MEMBER).one();
    }

    /** The rooms these accounts are in, with how far each log reaches. */
    public Map<AccountId, List<Seat>> seats(Tx tx, Collection<AccountId> accounts) {
        Map<AccountId, List<Seat>> seats = new HashMap<>();
        tx.handle().createQuery("""
                        select m.account_id, m.room_id, m.id, r.head_seq from member m join room r on r.id = m.room_id
                        where m.account_id = any(:accounts) and m.state = 'in'
                        """)
                .bind("accounts", accounts.toArray(AccountId[]::new))
                .map((row, context) -> seats.computeIfAbsent(
                        new AccountId(row.getLong("account_id")), account -> new ArrayList<>()).add(
                                new Seat(new RoomId(row.getLong("room_id")), new MemberId(row.getLong("id")),
                                        new Seq(row.getLong("head_seq")))))
                .list();
        return seats;
    }

    /** How the member went out of the room; empty while they are in it. */
    public Optional<Departure> departure(Tx tx, MemberId member) {
        return tx.handle().createQuery("select state from member where id = :member and state <> 'in'")
                .bind("member", member).map((row, context) -> Rows.constant(row, "state", Departure.class)).findOne();
    }

    public List<ReadMark> readMarks(Tx tx, RoomId room) {
        return tx.handle().createQuery("select id, read_seq from member where room_id = :room and state = 'in' order by id")
                .bind("room", room)
                .map((row, context) -> new ReadMark(new MemberId(row.getLong("id")), new Seq(row.getLong("read_seq"))))
                .list();
    }

    void setNotify(Tx tx, Membership membership, Notify notifyOf) {
        tx.handle().createUpdate("update member set notify = :notify where id = :member")
                .bind("member", membership.member()).bind("notify", Rows.stored(notifyOf)).execute();
    }

    /** Moves the read mark forward, never back, never past the head; tells whether it moved. */
    public boolean moveRead(Tx tx, Membership membership, Seq seq) {
        return tx.handle().createUpdate("""
                        update member set read_seq = :seq
                        where id = :member and read_seq < :seq
                            and :seq <= (select head_seq from room where id = :room)
                        """)
                .bind("member", membership.member()).bind("room", membership.room()).bind("seq", seq)
                .execute() == 1;
    }
}

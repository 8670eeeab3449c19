package weilu.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MemberView;
import weilu.protocol.RoomSnapshot;
import weilu.room.RoomStore;

/** The list of one's rooms, in two statements however many there are. */
public final class RoomSummaries {
    /** More unread messages than this are not counted. */
    public static final int UNREAD_MAX = 100;

    private static final RowMapper<RoomSummary> SUMMARY = (row, context) -> new RoomSummary(
            RoomStore.ROOM.map(row, context),
            new RoomSnapshot.Me(new MemberId(row.getLong("member_id")), Rows.constant(row, "role", Role.class),
                    Rows.constant(row, "notify", RoomSnapshot.Notify.class), new Seq(row.getLong("read_seq"))),
            new Seq(row.getLong("head_seq")), row.getInt("unread"), row.getInt("mentioned"),
            row.getObject("seq") == null ? null : ReadMessages.MESSAGE.map(row, context),
            row.getString("last_author_name"), null);

    public List<RoomSummary> of(Tx tx, AccountId account) {
        List<RoomSummary> summaries = tx.handle().createQuery("""
                        select r.*, m.id as member_id, m.role, m.notify, m.read_seq, tail.unread,
                               tail.mentioned + edits.mentioned as mentioned,
                               last.seq, last.at, last.event, last.body, last.mentions, last.edited_at,
                               last.recalled_by, last.calls, last.pinned, a.display_name as last_author_name
                        from member m join room r on r.id = m.room_id
                        cross join lateral (
                            select count(*) as unread, count(*) filter (where case
                                -- the first two spare parsing nearly all of them
                                when e.event like '%"mentions":[]%' and e.event not like '%"quote":%' then false
                                when e.event like '%"recalled":true%' then false
                                when e.event::jsonb -> 'mentions' @> to_jsonb(m.id) then true
                                else exists (
                                    select from room_event q where q.room_id = r.id
                                        and q.seq = (e.event::jsonb ->> 'quote')::bigint and q.author = m.id
                                        and q.event not like '%"importedAs":"%')
                                end) as mentioned
                            from (
                                select e.event from room_event e
                                where e.room_id = r.id and e.seq > m.read_seq and e.kind = 'messagePosted'
                                    and e.author <> m.id
                                order by e.seq limit :unreadMax
                            ) e
                        ) tail
                        cross join lateral (
                            -- scalar selects: edits are few, and their messages are looked up one by one
                            select count(distinct d.seq) as mentioned from message_edit d
                            where d.room_id = r.id and d.event_seq > m.read_seq
                                and (select t.mentions @> array[m.id] from message_state t
                                     where t.room_id = d.room_id and t.seq = d.seq)
                                and (select e.author <> m.id and not e.event::jsonb -> 'mentions' @> to_jsonb(m.id)
                                     from room_event e where e.room_id = d.room_id and e.seq = d.seq)
                        ) edits
                        left join lateral (
                            select e.seq, e.at, e.event, e.author, t.body, t.mentions, t.edited_at, t.recalled_by, t.calls,
                                   coalesce(t.pinned, false) as pinned
                            from room_event e
                            left join message_state t on t.room_id = e.room_id and t.seq = e.seq
                            where e.room_id = r.id and e.kind = 'messagePosted'
                            order by e.seq desc limit 1
                        ) last on true
                        left join member author on author.id = last.author
                        left join account a on a.id = author.account_id
                        where m.account_id = :account and m.state = 'in'
                        order by coalesce(last.at, r.created_at) desc
                        """)
                .bind("account", account).bind("unreadMax", UNREAD_MAX).map(SUMMARY).list();
        Map<RoomId, MemberView> counterparts = counterparts(tx, account);
        return summaries.stream().map(one -> counterparts.containsKey(one.room().id())
                ? withCounterpart(one, counterparts.get(one.room().id())) : one).toList();
    }

    private static Map<RoomId, MemberView> counterparts(Tx tx, AccountId account) {
        Map<RoomId, MemberView> counterparts = new HashMap<>();
        tx.handle().createQuery("""
                        select o.room_id, o.id, a.kind, a.display_name, a.picture, o.role, o.muted_until, o.state
                        from member m
                        join room r on r.id = m.room_id and r.kind = 'direct'
                        join member o on o.room_id = r.id and o.id <> m.id
                        join account a on a.id = o.account_id
                        where m.account_id = :account and m.state = 'in'
                        """)
                .bind("account", account)
                .map((row, context) -> counterparts.put(
                        new RoomId(row.getLong("room_id")), RoomStore.MEMBER.map(row, context)))
                .list();
        return counterparts;
    }

    private static RoomSummary withCounterpart(RoomSummary one, MemberView counterpart) {
        return new RoomSummary(one.room(), one.me(), one.headSeq(), one.unread(), one.mentions(), one.last(),
                one.lastAuthorName(), counterpart);
    }
}

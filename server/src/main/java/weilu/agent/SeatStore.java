package weilu.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** The SQL of agents' seats in rooms. */
final class SeatStore {
    /**
     * An agent in a room, or one that waits to be let in.
     *
     * @param member null while it waits
     */
    record Seat(AccountId agent, MemberId member, AccountId proposedBy, String proposer, boolean approved,
            List<String> approvedTools) {}

    private static final RowMapper<Seat> SEAT = (row, context) -> {
        long member = row.getLong("member_id");
        long by = row.getLong("proposed_by");
        return new Seat(new AccountId(row.getLong("account_id")), member == 0 ? null : new MemberId(member),
                by == 0 ? null : new AccountId(by), row.getString("proposer"), row.getObject("approved_at") != null,
                List.of((String[]) row.getArray("approved_tools").getArray()));
    };
    private static final String SEATS = """
            select g.account_id, m.id as member_id, s.proposed_by, p.display_name as proposer, s.approved_at,
                   coalesce(s.approved_tools, '{}') as approved_tools
            from agent g
            left join member m on m.account_id = g.account_id and m.room_id = :room and m.state = 'in'
            left join agent_seat s on s.account_id = g.account_id and s.room_id = :room
            left join account p on p.id = s.proposed_by
            where (m.id is not null or s.account_id is not null and s.approved_at is null)
            """;

    /** Those in the room first, then those that wait. */
    List<Seat> list(Tx tx, RoomId room) {
        return tx.handle().createQuery(SEATS + "order by m.id is null, m.id, s.proposed_at")
                .bind("room", room).map(SEAT).list();
    }

    Optional<Seat> find(Tx tx, RoomId room, AccountId agent) {
        return tx.handle().createQuery(SEATS + "and g.account_id = :agent")
                .bind("room", room).bind("agent", agent).map(SEAT).findOne();
    }

    /** What was approved for an agent that has left since counts no more. */
    void propose(Tx tx, RoomId room, AccountId agent, AccountId by, Instant at) {
        tx.handle().createUpdate("""
                        insert into agent_seat (room_id, account_id, proposed_by, proposed_at)
                        values (:room, :agent, :by, :at)
                        on conflict (room_id, account_id) do update set proposed_by = :by, proposed_at = :at,
                            approved_by = null, approved_at = null, approved_version = null, approved_tools = '{}'
                        """)
                .bind("room", room).bind("agent", agent).bind("by", by).bind("at", at).execute();
    }

    void approve(Tx tx, RoomId room, AgentProfile agent, AccountId by, Instant at) {
        tx.handle().createUpdate("""
                        insert into agent_seat (room_id, account_id, proposed_by, proposed_at, approved_by, approved_at,
                            approved_version, approved_tools)
                        values (:room, :agent, :by, :at, :by, :at, :version, :tools)
                        on conflict (room_id, account_id) do update set approved_by = :by, approved_at = :at,
                            approved_version = :version, approved_tools = :tools
                        """)
                .bind("room", room).bind("agent", agent.account()).bind("by", by).bind("at", at)
                .bind("version", agent.version()).bind("tools", agent.tools().toArray(String[]::new)).execute();
    }

    void delete(Tx tx, RoomId room, AccountId agent) {
        tx.handle().createUpdate("delete from agent_seat where room_id = :room and account_id = :agent")
                .bind("room", room).bind("agent", agent).execute();
    }

    int countWaiting(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select count(*) from agent_seat where room_id = :room and approved_at is null
                        """)
                .bind("room", room).mapTo(int.class).one();
    }

    /** Who may say yes. */
    List<MemberId> admins(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select id from member where room_id = :room and state = 'in' and role in ('admin', 'owner')
                        """)
                .bind("room", room).mapTo(MemberId.class).list();
    }

    /** Groups the agent is in. */
    List<RoomId> groups(Tx tx, AccountId agent) {
        return tx.handle().createQuery("""
                        select m.room_id from member m join room r on r.id = m.room_id
                        where m.account_id = :agent and m.state = 'in' and r.kind = 'group' order by m.room_id
                        """)
                .bind("agent", agent).mapTo(RoomId.class).list();
    }
}

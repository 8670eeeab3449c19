package weilu.redpacket;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.protocol.MemberView;
import weilu.protocol.RedPacketCard.Status;

/** The statements of claiming: four for a batch, besides those of the ledger and the log. */
final class ClaimStore {
    /**
     * Who asks, as the red packet's room has them.
     *
     * @param member null: not in that room
     * @param first what they have got of it before, or null
     */
    record Asker(
            MemberId member, MemberView.Kind kind, String name, Instant mutedUntil, Instant joinedAt, boolean archived,
            Long first) {}

    /** A share to be written. */
    record NewClaim(RedPacketId redPacket, AccountId account, MemberId member, int position, long coins) {}

    record Key(RedPacketId redPacket, RoomId room, AccountId account) {}

    /** Locks the red packets in id order; those that are not there are left out. */
    Map<RedPacketId, RedPacket> lock(Tx tx, Collection<RedPacketId> ids) {
        Map<RedPacketId, RedPacket> locked = new HashMap<>();
        tx.handle().createQuery("select * from red_packet where id = any(:ids) order by id for no key update")
                .bind("ids", ids.toArray(RedPacketId[]::new)).map(RedPacketStore.RED_PACKET)
                .forEach(packet -> locked.put(packet.id(), packet));
        return locked;
    }

    /** A statement of its own: one that had waited for the locks would still see the claims of before. */
    Map<Key, Asker> askers(Tx tx, List<Key> keys) {
        Map<Key, Asker> askers = new HashMap<>();
        tx.handle().createQuery("""
                        select k.number, m.id as member_id, a.kind, a.display_name, m.muted_until, m.joined_at,
                               r.archived_at is not null as archived, c.coins
                        from unnest(:packets, :rooms, :accounts) with ordinality as k (red_packet, room_id, account_id, number)
                        join account a on a.id = k.account_id
                        join room r on r.id = k.room_id
                        left join member m on m.room_id = k.room_id and m.account_id = k.account_id and m.state = 'in'
                        left join red_packet_claim c on c.red_packet = k.red_packet and c.account_id = k.account_id
                        """)
                .bind("packets", keys.stream().map(Key::redPacket).toArray(RedPacketId[]::new))
                .bind("rooms", keys.stream().map(Key::room).toArray(RoomId[]::new))
                .bind("accounts", keys.stream().map(Key::account).toArray(AccountId[]::new))
                .map((row, context) -> {
                    long member = row.getLong("member_id");
                    long coins = row.getLong("coins");
                    return askers.put(keys.get(row.getInt("number") - 1), new Asker(member == 0 ? null : new MemberId(member),
                            Rows.constant(row, "kind", MemberView.Kind.class), row.getString("display_name"),
                            Rows.instant(row, "muted_until"), Rows.instant(row, "joined_at"), row.getBoolean("archived"),
                            coins == 0 ? null : coins));
                })
                .list();
        return askers;
    }

    /** Who has the share at this position of each, where it was given out before. */
    Map<RedPacketId, MemberId> holders(Tx tx, Map<RedPacketId, Integer> positions) {
        Map<RedPacketId, MemberId> holders = new HashMap<>();
        if (positions.isEmpty()) {
            return holders;
        }
        List<RedPacketId> ids = List.copyOf(positions.keySet());
        tx.handle().createQuery("""
                        select c.red_packet, c.member_id from unnest(:ids, :positions) as p (red_packet, position)
                        join red_packet_claim c on c.red_packet = p.red_packet and c.position = p.position
                        where c.member_id is not null
                        """)
                .bind("ids", ids.toArray(RedPacketId[]::new))
                .bind("positions", ids.stream().map(id -> (long) positions.get(id)).toArray(Long[]::new))
                .map((row, context) -> holders.put(
                        new RedPacketId(row.getLong("red_packet")), new MemberId(row.getLong("member_id"))))
                .list();
        return holders;
    }

    /** Writes the shares, and how far the red packets have come. */
    void write(Tx tx, List<NewClaim> claims, Collection<RedPacket> changed, Map<RedPacketId, MemberId> best, Instant at) {
        tx.handle().createUpdate("""
                        with given as (
                            insert into red_packet_claim (red_packet, account_id, member_id, position, coins, at)
                            select red_packet, account_id, member_id, position, coins, :at
                            from unnest(:packets, :accounts, :members, :positions, :coins)
                                as c (red_packet, account_id, member_id, position, coins)
                        )
                        update red_packet p set claimed = c.claimed, claimed_coins = c.claimed_coins, best_member = c.best,
                            status = case when c.ended then 'drawn' else 'open' end,
                            ended_at = case when c.ended then cast(:at as timestamptz) end
                        from unnest(:changed, :claimed, :claimedCoins, :ended, :best)
                            as c (id, claimed, claimed_coins, ended, best)
                        where p.id = c.id
                        """)
                .bind("packets", claims.stream().map(NewClaim::redPacket).toArray(RedPacketId[]::new))
                .bind("accounts", claims.stream().map(NewClaim::account).toArray(AccountId[]::new))
                .bind("members", claims.stream().map(one -> one.member() == null ? null : one.member().value())
                        .toArray(Long[]::new))
                .bind("positions", claims.stream().map(one -> (long) one.position()).toArray(Long[]::new))
                .bind("coins", claims.stream().map(NewClaim::coins).toArray(Long[]::new))
                .bind("changed", changed.stream().map(RedPacket::id).toArray(RedPacketId[]::new))
                .bind("claimed", changed.stream().map(packet -> (long) packet.claimed()).toArray(Long[]::new))
                .bind("claimedCoins", changed.stream().map(RedPacket::claimedCoins).toArray(Long[]::new))
                .bind("ended", changed.stream().map(packet -> packet.status() == Status.DRAWN).toArray(Boolean[]::new))
                .bind("best", changed.stream().map(packet -> best.get(packet.id()))
                        .map(member -> member == null ? null : member.value()).toArray(Long[]::new))
                .bind("at", at)
                .execute();
    }

    /** How many of these are in their room now, not muted, and their room not archived; read under the rooms' locks. */
    int countStillIn(Tx tx, Collection<MemberId> members, Instant now) {
        return tx.handle().createQuery("""
                        select count(*) from member m join room r on r.id = m.room_id
                        where m.id = any(:members) and m.state = 'in' and r.archived_at is null
                            and (m.muted_until is null or m.muted_until <= :now)
                        """)
                .bind("members", members.toArray(MemberId[]::new)).bind("now", now).mapTo(Integer.class).one();
    }
}

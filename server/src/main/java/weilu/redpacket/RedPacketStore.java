package weilu.redpacket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.RedPacketCard.Status;

/** The rows of red packets, but for claiming; see {@link ClaimStore}. */
final class RedPacketStore {
    static final RowMapper<RedPacket> RED_PACKET = (row, context) -> {
        byte[] seed = row.getBytes("seed");
        long to = row.getLong("to_member");
        return new RedPacket(new RedPacketId(row.getLong("id")), new RoomId(row.getLong("room_id")),
                new Seq(row.getLong("seq")), new AccountId(row.getLong("sender_account")),
                new MemberId(row.getLong("sender_member")),
                new ClientMessageId(row.getObject("client_message_id", UUID.class)), row.getLong("content_hash"),
                Rows.constant(row, "kind", Kind.class), row.getLong("amount"), row.getInt("count"),
                seed == null ? null : new Seed(seed), new LedgerAccountId(row.getLong("escrow")),
                new LedgerAccountId(row.getLong("payer")),
                Rows.instant(row, "expires_at"), to == 0 ? null : new MemberId(to), Rows.instant(row, "member_since"),
                row.getString("words"), row.getBoolean("anywhere"), Rows.instant(row, "created_at"),
                row.getInt("claimed"), row.getLong("claimed_coins"), Rows.constant(row, "status", Status.class));
    };

    /** What stands in the row after the end, besides the red packet. */
    record Ending(long refunded, Instant at) {}

    /** One share that was given out. */
    record Given(AccountId account, MemberId member, String name, int position, long coins, Instant at) {}

    /** An id that is free. */
    boolean isTaken(Tx tx, RedPacketId id) {
        return tx.handle().createQuery("select exists (select from red_packet where id = :id)").bind("id", id)
                .mapTo(Boolean.class).one();
    }

    /** False when this client message id is taken; if another transaction is about to take it, waits for that. */
    boolean insert(Tx tx, RedPacket packet) {
        return tx.handle().createUpdate("""
                        insert into red_packet (id, room_id, seq, sender_account, sender_member, client_message_id,
                            content_hash, kind, amount, count, seed, escrow, payer, expires_at, to_member, member_since, words,
                            anywhere, created_at)
                        values (:id, :room, -:id, :sender, :member, :client, :hash, :kind, :amount, :count, :seed, :escrow,
                            :payer, :expires, :to, :since, :words, :anywhere, :created)
                        on conflict (sender_account, client_message_id) do nothing
                        """)
                .bind("id", packet.id()).bind("room", packet.room()).bind("sender", packet.sender())
                .bind("member", packet.senderMember()).bind("client", packet.clientMessageId())
                .bind("hash", packet.contentHash()).bind("kind", Rows.stored(packet.kind()))
                .bind("amount", packet.amount()).bind("count", packet.count())
                .bind("seed", packet.seed() == null ? null : packet.seed().bytes())
                .bind("escrow", packet.escrow()).bind("payer", packet.payer())
                .bind("expires", packet.expiresAt()).bindByType("to", packet.to(), MemberId.class)
                .bindByType("since", packet.memberSince(), Instant.class).bind("words", packet.words())
                .bind("anywhere", packet.anywhere()).bind("created", packet.createdAt())
                .execute() == 1;
    }

    /** Its message stands here. Until the same transaction says so it has a place that no message has. */
    void notePlace(Tx tx, RedPacketId id, Seq seq) {
        tx.handle().createUpdate("update red_packet set seq = :seq where id = :id").bind("id", id).bind("seq", seq).execute();
    }

    Optional<RedPacket> find(Tx tx, RedPacketId id) {
        return tx.handle().createQuery("select * from red_packet where id = :id").bind("id", id).map(RED_PACKET).findOne();
    }

    Optional<RedPacket> findSent(Tx tx, AccountId sender, ClientMessageId clientMessageId) {
        return tx.handle().createQuery("""
                        select * from red_packet where sender_account = :sender and client_message_id = :client
                        """)
                .bind("sender", sender).bind("client", clientMessageId).map(RED_PACKET).findOne();
    }

    Ending ending(Tx tx, RedPacketId id) {
        return tx.handle().createQuery("select refunded, ended_at from red_packet where id = :id").bind("id", id)
                .map((row, context) -> new Ending(row.getLong("refunded"), Rows.instant(row, "ended_at"))).one();
    }

    /** The red packet, locked, if it has not ended. */
    Optional<RedPacket> lockOpen(Tx tx, RedPacketId id) {
        return tx.handle().createQuery("select * from red_packet where id = :id and ended_at is null for no key update")
                .bind("id", id).map(RED_PACKET).findOne();
    }

    /** Those whose time is over, or whose room is. */
    List<RedPacketId> over(Tx tx, Instant now, int limit) {
        return tx.handle().createQuery("""
                        select p.id from red_packet p where p.ended_at is null and (p.expires_at <= :now or exists (
                            select from room r where r.id = p.room_id and r.archived_at is not null))
                        order by p.expires_at limit :limit
                        """)
                .bind("now", now).bind("limit", limit).mapTo(RedPacketId.class).list();
    }

    boolean isOver(Tx tx, RedPacketId id, Instant now) {
        return tx.handle().createQuery("""
                        select p.expires_at <= :now or r.archived_at is not null
                        from red_packet p join room r on r.id = p.room_id where p.id = :id
                        """)
                .bind("id", id).bind("now", now).mapTo(Boolean.class).one();
    }

    void noteExpired(Tx tx, RedPacketId id, long refunded, Instant at) {
        tx.handle().createUpdate("""
                        update red_packet set status = 'expired', ended_at = :at, refunded = :refunded where id = :id
                        """)
                .bind("id", id).bind("refunded", refunded).bind("at", at).execute();
    }

    /** Who got which share, in the order in which they were given out. */
    List<Given> given(Tx tx, RedPacketId id) {
        return given(tx, List.of(id)).getOrDefault(id, List.of());
    }

    Map<RedPacketId, List<Given>> given(Tx tx, Collection<RedPacketId> ids) {
        Map<RedPacketId, List<Given>> given = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        select c.*, a.display_name from red_packet_claim c join account a on a.id = c.account_id
                        where c.red_packet = any(:ids) order by c.red_packet, c.position
                        """)
                .bind("ids", ids.toArray(RedPacketId[]::new))
                .map((row, context) -> given
                        .computeIfAbsent(new RedPacketId(row.getLong("red_packet")), id -> new ArrayList<>())
                        .add(givenOf(row)))
                .list();
        return given;
    }

    private static Given givenOf(ResultSet row) throws SQLException {
        long member = row.getLong("member_id");
        return new Given(new AccountId(row.getLong("account_id")), member == 0 ? null : new MemberId(member),
                member == 0 ? row.getString("display_name") : null, row.getInt("position"), row.getLong("coins"),
                Rows.instant(row, "at"));
    }

    /** What this person got of red packets of this room, of the last so many. */
    Map<RedPacketId, Long> claimedBy(Tx tx, RoomId room, AccountId account, int limit) {
        Map<RedPacketId, Long> coins = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        select c.red_packet, c.coins from red_packet_claim c join red_packet p on p.id = c.red_packet
                        where p.room_id = :room and c.account_id = :account order by p.seq desc limit :limit
                        """)
                .bind("room", room).bind("account", account).bind("limit", limit)
                .map((row, context) -> coins.put(new RedPacketId(row.getLong("red_packet")), row.getLong("coins"))).list();
        return coins;
    }

    /** Passphrases that open red packets now, by room. */
    Map<RoomId, List<RedPacket>> spoken(Tx tx) {
        Map<RoomId, List<RedPacket>> spoken = new LinkedHashMap<>();
        tx.handle().createQuery("select * from red_packet where ended_at is null and kind = 'passphrase' order by id")
                .map(RED_PACKET)
                .forEach(packet -> spoken.computeIfAbsent(packet.room(), room -> new ArrayList<>()).add(packet));
        return spoken;
    }
}

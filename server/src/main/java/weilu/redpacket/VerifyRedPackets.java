package weilu.redpacket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.StatementContext;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.RedPacketId;
import weilu.protocol.RedPacketCard.Status;

/**
 * Does every red packet's sums again, from the rows alone, while the server runs: each is read in one statement, and so as it
 * stood at one moment (RP10).
 */
public final class VerifyRedPackets {
    private static final int AT_ONCE = 500;
    private static final String SELECT = """
            select p.*, a.balance, c.positions, c.coins from red_packet p join ledger_account a on a.id = p.escrow
            left join lateral (
                select array_agg(position::bigint order by position) as positions, array_agg(coins order by position) as coins
                from red_packet_claim where red_packet = p.id
            ) c on true
            """;

    /** @param breaches what is wrong, in a sentence each; empty: nothing */
    public record Verified(RedPacketId redPacket, int claims, Status status, List<String> breaches) {}

    /** What is read at one moment. */
    private record Found(RedPacket packet, long refunded, long escrow, List<Long> positions, List<Long> coins) {}

    public Optional<Verified> verify(Tx tx, RedPacketId id) {
        return tx.handle().createQuery(SELECT + "where p.id = :id").bind("id", id)
                .map((row, context) -> verify(found(row, context))).findOne();
    }

    /** Those after this one, by number; so many at once that a page is never long. Empty: there are no more. */
    public List<Verified> verifyAfter(Tx tx, long after) {
        return tx.handle().createQuery(SELECT + "where p.id > :after order by p.id limit :limit")
                .bind("after", after).bind("limit", AT_ONCE)
                .map((row, context) -> verify(found(row, context))).list();
    }

    /** All that is wrong anywhere. */
    public List<String> breaches(Tx tx) {
        List<String> breaches = new ArrayList<>();
        long after = 0;
        List<Verified> page = verifyAfter(tx, after);
        while (!page.isEmpty()) {
            page.forEach(one -> breaches.addAll(one.breaches()));
            after = page.getLast().redPacket().value();
            page = verifyAfter(tx, after);
        }
        return breaches;
    }

    private static Found found(ResultSet row, StatementContext context)
            throws SQLException {
        return new Found(RedPacketStore.RED_PACKET.map(row, context), row.getLong("refunded"), row.getLong("balance"),
                Rows.longs(row, "positions"), Rows.longs(row, "coins"));
    }

    private static Verified verify(Found found) {
        RedPacket packet = found.packet();
        List<String> breaches = new ArrayList<>();
        Shares shares = packet.shares();
        int claims = found.positions().size();
        long sum = found.coins().stream().mapToLong(Long::longValue).sum();
        boolean isOpen = packet.status() == Status.OPEN;
        expect(breaches, packet, claims <= packet.count(), claims + " shares given out of " + packet.count());
        expect(breaches, packet, claims == packet.claimed(), claims + " shares given out, " + packet.claimed() + " counted");
        expect(breaches, packet, sum == packet.claimedCoins(), sum + " coins given out, " + packet.claimedCoins() + " counted");
        expect(breaches, packet, IntStream.range(0, Math.min(claims, packet.count())).allMatch(place ->
                found.positions().get(place) == place && found.coins().get(place) == shares.at(place)),
                "what was given out is not what the seed says");
        expect(breaches, packet, found.escrow() == (isOpen ? packet.amount() - sum : 0), "its escrow holds " + found.escrow());
        expect(breaches, packet, isOpen || sum + found.refunded() == packet.amount(),
                sum + " coins given out and " + found.refunded() + " returned are not " + packet.amount());
        return new Verified(packet.id(), claims, packet.status(), List.copyOf(breaches));
    }

    private static void expect(List<String> breaches, RedPacket packet, boolean holds, String otherwise) {
        if (!holds) {
            breaches.add("red packet " + packet.id() + ": " + otherwise);
        }
    }
}

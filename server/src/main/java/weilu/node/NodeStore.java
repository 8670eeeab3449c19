package weilu.node;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.NodeId;

/** The SQL of nodes. Time is the database's, so that nodes' clocks need not agree. */
final class NodeStore {
    /** A node that lives, this one included. */
    record Living(NodeId id, boolean fast, String kin) {}

    /** Renews the node's row; tells whether there was none. */
    boolean beat(Tx tx, NodeId id, boolean fast, String kin) {
        return tx.handle().createQuery("""
                        insert into node (id, seen_at, fast, kin) values (:id, clock_timestamp(), :fast, :kin)
                        on conflict (id) do update set seen_at = excluded.seen_at, fast = excluded.fast
                        returning xmax = 0 as made
                        """)
                .bind("id", id.value()).bind("fast", fast).bind("kin", kin).mapTo(boolean.class).one();
    }

    /** Removes nodes that were not seen for so long, with whom they had connected; tells how many. */
    int bury(Tx tx, Duration unseen) {
        return tx.handle().createUpdate("""
                        delete from node where id in (
                            select id from node where seen_at < clock_timestamp() - make_interval(secs => :seconds)
                            for update skip locked)
                        """)
                .bind("seconds", unseen.toSeconds()).execute();
    }

    void leave(Tx tx, NodeId id) {
        tx.handle().createUpdate("delete from node where id = :id").bind("id", id.value()).execute();
    }

    Set<Living> living(Tx tx) {
        return tx.handle().createQuery("select id, fast, kin from node")
                .map((row, context) -> new Living(new NodeId(row.getObject("id", UUID.class)), row.getBoolean("fast"),
                        row.getString("kin")))
                .stream().collect(Collectors.toUnmodifiableSet());
    }

    /** Tells the nodes once this transaction is committed, and only then. */
    void notify(Tx tx, Topic topic, Collection<String> payloads) {
        tx.handle().createQuery("select count(pg_notify(:topic, p)) from unnest(:payloads) as p")
                .bind("topic", topic.channel()).bind("payloads", payloads.toArray(String[]::new))
                .mapTo(long.class).one();
    }
}

package weilu.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;

/** Stored meanings of messages, and which are out of date. */
final class MeaningStore {
    private static final int FETCH_ROWS = 4096;

    void put(Tx tx, RoomId room, Map<Seq, Embedding> meanings) {
        if (meanings.isEmpty()) {
            return;
        }
        tx.handle().createUpdate("""
                        insert into message_meaning (room_id, seq, meaning)
                        select :room, s.seq, s.meaning from unnest(:seqs, :meanings) as s (seq, meaning)
                        on conflict (room_id, seq) do update set meaning = excluded.meaning
                        """)
                .bind("room", room)
                .bind("seqs", meanings.keySet().toArray(Seq[]::new))
                .bind("meanings", meanings.values().stream().map(Embedding::values).toArray(byte[][]::new))
                .execute();
    }

    Map<Seq, Embedding> find(Tx tx, RoomId room, Collection<Seq> seqs) {
        Map<Seq, Embedding> found = new HashMap<>();
        tx.handle().createQuery("""
                        select seq, meaning from message_meaning where room_id = :room and seq = any(:seqs)
                        """)
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new))
                .map((row, context) -> found.put(new Seq(row.getLong("seq")), new Embedding(row.getBytes("meaning"))))
                .list();
        return found;
    }

    /** Hands over every meaning of the room before this position, without holding them all. */
    void each(Tx tx, RoomId room, Seq before, BiConsumer<Seq, byte[]> taker) {
        tx.handle().createQuery("select seq, meaning from message_meaning where room_id = :room and seq < :before")
                .setFetchSize(FETCH_ROWS)
                .bind("room", room).bind("before", before)
                .map((row, context) -> {
                    taker.accept(new Seq(row.getLong("seq")), row.getBytes("meaning"));
                    return Boolean.TRUE;
                })
                .forEach(row -> {});
    }

    /** Drops these meanings and has them computed again. */
    void renew(Tx tx, RoomId room, Collection<Seq> seqs) {
        if (seqs.isEmpty()) {
            return;
        }
        tx.handle().createUpdate("""
                        with dropped as (
                            delete from message_meaning where room_id = :room and seq = any(:seqs)
                        )
                        insert into meaning_due (room_id, seq) select :room, s.seq from unnest(:seqs) as s (seq)
                        on conflict do nothing
                        """)
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new))
                .execute();
    }

    List<Seq> due(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery("select seq from meaning_due where room_id = :room order by seq limit :limit")
                .bind("room", room).bind("limit", limit).mapTo(Seq.class).list();
    }

    void settle(Tx tx, RoomId room, Collection<Seq> seqs) {
        tx.handle().createUpdate("delete from meaning_due where room_id = :room and seq = any(:seqs)")
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new)).execute();
    }
}

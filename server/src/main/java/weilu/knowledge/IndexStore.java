package weilu.knowledge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;

/** The word index, and how far it reaches in each room. */
final class IndexStore {
    /** How far words and meanings of a room are indexed. */
    record Cursor(Seq words, Seq meanings) {}

    private static final RowMapper<Cursor> CURSOR = (row, context) ->
            new Cursor(new Seq(row.getLong("word_seq")), new Seq(row.getLong("meaning_seq")));

    /** Rooms whose log is longer than what is indexed. */
    List<RoomId> behind(Tx tx) {
        return tx.handle().createQuery("""
                        select r.id from room r left join index_cursor c on c.room_id = r.id
                        where r.head_seq > coalesce(c.word_seq, 0) order by r.id
                        """)
                .mapTo(RoomId.class).list();
    }

    boolean isBehind(Tx tx, RoomId room) {
        return tx.handle().createQuery("""
                        select r.head_seq > coalesce(c.word_seq, 0)
                        from room r left join index_cursor c on c.room_id = r.id where r.id = :room
                        """)
                .bind("room", room).mapTo(boolean.class).findOne().orElse(false);
    }

    /** Rooms whose meanings are wanted and do not reach as far as their words, or are out of date. */
    List<RoomId> behindInMeaning(Tx tx, boolean all) {
        return tx.handle().createQuery("""
                        select c.room_id from index_cursor c
                        where (:all or c.meanings_wanted) and (c.word_seq > c.meaning_seq
                            or exists (select from meaning_due d where d.room_id = c.room_id))
                        order by c.room_id
                        """)
                .bind("all", all).mapTo(RoomId.class).list();
    }

    /** Has the meanings of this room's messages kept from now on. */
    void wantMeanings(Tx tx, RoomId room) {
        tx.handle().createUpdate("""
                        insert into index_cursor (room_id, meanings_wanted) values (:room, true)
                        on conflict (room_id) do update set meanings_wanted = true
                            where not index_cursor.meanings_wanted
                        """)
                .bind("room", room).execute();
    }

    /**
     * Locks the rooms' cursors, so that one indexer at a time moves them; those that another has are left out. What is
     * written under them can be read from the log again: the commit need not wait for the disk.
     */
    Map<RoomId, Cursor> lock(Tx tx, Collection<RoomId> rooms) {
        Long[] numbers = rooms.stream().map(RoomId::value).sorted().toArray(Long[]::new);
        tx.handle().execute("set local synchronous_commit = off");
        tx.handle().createUpdate("insert into index_cursor (room_id) select unnest(:rooms) on conflict do nothing")
                .bind("rooms", numbers).execute();
        Map<RoomId, Cursor> cursors = new HashMap<>();
        tx.handle().createQuery("""
                        select room_id, word_seq, meaning_seq from index_cursor where room_id = any(:rooms)
                        for update skip locked
                        """)
                .bind("rooms", numbers)
                .map((row, context) -> cursors.put(new RoomId(row.getLong("room_id")), CURSOR.map(row, context)))
                .list();
        return cursors;
    }

    /** Empty while another has it. */
    Optional<Cursor> lock(Tx tx, RoomId room) {
        return Optional.ofNullable(lock(tx, List.of(room)).get(room));
    }

    Cursor cursor(Tx tx, RoomId room) {
        return tx.handle().createQuery("select word_seq, meaning_seq from index_cursor where room_id = :room")
                .bind("room", room).map(CURSOR).findOne().orElse(new Cursor(Seq.START, Seq.START));
    }

    boolean areMeaningsWanted(Tx tx, RoomId room) {
        return tx.handle().createQuery("select 1 from index_cursor where room_id = :room and meanings_wanted")
                .bind("room", room).mapTo(Integer.class).findOne().isPresent();
    }

    void moveWords(Tx tx, Map<RoomId, Seq> reached) {
        tx.handle().createUpdate("""
                        update index_cursor c set word_seq = r.seq
                        from unnest(:rooms, :seqs) as r (room_id, seq) where c.room_id = r.room_id
                        """)
                .bind("rooms", reached.keySet().toArray(RoomId[]::new))
                .bind("seqs", reached.values().toArray(Seq[]::new))
                .execute();
    }

    void moveMeanings(Tx tx, RoomId room, Seq seq) {
        tx.handle().createUpdate("update index_cursor set meaning_seq = :seq where room_id = :room")
                .bind("room", room).bind("seq", seq).execute();
    }

    /** A message and its keys, as PostgreSQL writes an int[]. */
    record Entry(RoomId room, Seq seq, String keys) {}

    /** Puts these messages under their keys instead of those they were under. */
    void put(Tx tx, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        tx.handle().createUpdate("""
                        insert into message_index (room_id, seq, keys)
                        select s.room_id, s.seq, s.keys::int[] from unnest(:rooms, :seqs, :keys) as s (room_id, seq, keys)
                        on conflict (room_id, seq) do update set keys = excluded.keys
                        """)
                .bind("rooms", entries.stream().map(entry -> entry.room()).toArray(RoomId[]::new))
                .bind("seqs", entries.stream().map(entry -> entry.seq()).toArray(Seq[]::new))
                .bind("keys", entries.stream().map(Entry::keys).toArray(String[]::new))
                .execute();
    }

    /** The messages are found no more, neither by words nor by meaning. */
    void remove(Tx tx, RoomId room, Collection<Seq> seqs) {
        if (seqs.isEmpty()) {
            return;
        }
        for (String table : List.of("message_index", "message_meaning", "meaning_due")) {
            tx.handle().createUpdate("delete from <table> where room_id = :room and seq = any(:seqs)")
                    .define("table", table)
                    .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new)).execute();
        }
    }

    /** A message under the keys that were looked for, by their number. */
    record Hit(int place, Seq seq) {}

    /**
     * Messages under each of these keys, by the key's number and newest first.
     *
     * @param keys for each search, one int[] per stretch, the newest stretch first
     * @param before only messages before this position
     * @param limit for each search
     */
    List<Hit> find(Tx tx, RoomId room, List<List<String>> keys, Seq before, int limit) {
        Integer[] places = IntStream.range(0, keys.size())
                .flatMap(place -> IntStream.generate(() -> place).limit(keys.get(place).size()))
                .boxed().toArray(Integer[]::new);
        return tx.handle().createQuery("""
                        select w.place, found.seq
                        from (select place, array_agg(keys order by n) as stretches
                              from unnest(:places, :stretches) with ordinality as k (place, keys, n) group by place) w
                        cross join lateral (
                            select s.n, hit.seq from unnest(w.stretches) with ordinality as s (keys, n)
                            cross join lateral (
                                with held as materialized (
                                    select room_id, seq from message_index where keys @> s.keys::int[]
                                )
                                select seq from held where room_id = :room and seq < :before order by seq desc limit :limit
                            ) as hit
                            order by s.n, hit.seq desc limit :limit
                        ) as found
                        order by w.place, found.n, found.seq desc
                        """)
                .bind("places", places)
                .bind("stretches", keys.stream().flatMap(List::stream).toArray(String[]::new))
                .bind("room", room).bind("before", before).bind("limit", limit)
                .map((row, context) -> new Hit(row.getInt("place"), new Seq(row.getLong("seq")))).list();
    }
}

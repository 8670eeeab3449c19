package weilu.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.MessageView.Reaction;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;

/** Reads messages as they stand now: what was posted, and what became of it. */
public final class ReadMessages {
    public static final int PAGE_MESSAGES_MAX = 100;

    private static final String SELECT = """
            select e.seq, e.at, e.event, t.body, t.mentions, t.edited_at, t.recalled_by, t.calls,
                   coalesce(t.pinned, false) as pinned
            from room_event e left join message_state t on t.room_id = e.room_id and t.seq = e.seq
            where e.room_id = :room and e.kind = 'messagePosted' and
            """;

    static final RowMapper<MessageView> MESSAGE = (row, context) -> {
        MessagePosted posted = (MessagePosted) Json.read(row.getString("event"), RoomEvent.class);
        boolean isEdited = row.getString("body") != null;
        List<MemberId> mentions = isEdited
                ? Rows.longs(row, "mentions").stream().map(MemberId::new).toList()
                : posted.mentions();
        long recalledBy = row.getLong("recalled_by");
        return new MessageView(new Seq(row.getLong("seq")),
                posted.postedAt() == null ? Rows.instant(row, "at") : posted.postedAt(),
                posted.author(), posted.clientMessageId(), isEdited ? row.getString("body") : posted.body(),
                posted.quote(), mentions, posted.attachments(), posted.importedAs(), posted.hops(),
                CallStates.shown(posted.answer(), row.getString("calls")),
                Rows.instant(row, "edited_at"), recalledBy == 0 ? null : new MemberId(recalledBy),
                row.getBoolean("pinned"), List.of(), posted.about(), posted.brought(), posted.redPacket());
    };

    /** The last messages of the room. */
    public MessagePage latest(Tx tx, RoomId room, int limit) {
        List<MessageView> found = backwards(tx, room, Long.MAX_VALUE, limit + 1);
        return page(tx, room, found, limit, false);
    }

    public MessagePage before(Tx tx, RoomId room, Seq before, int limit) {
        return page(tx, room, backwards(tx, room, before.value(), limit + 1), limit, true);
    }

    public MessagePage after(Tx tx, RoomId room, Seq after, int limit) {
        List<MessageView> found = forwards(tx, room, after.value(), limit + 1);
        boolean hasLater = found.size() > limit;
        List<MessageView> kept = hasLater ? found.subList(0, limit) : found;
        return new MessagePage(withReactions(tx, room, kept), after.value() > 0, hasLater);
    }

    /** A page with this message about in its middle. */
    public MessagePage around(Tx tx, RoomId room, Seq seq, int limit) {
        int half = limit / 2;
        List<MessageView> earlier = backwards(tx, room, seq.value(), half + 1);
        List<MessageView> later = forwards(tx, room, seq.value() - 1, limit - half + 1);
        boolean hasEarlier = earlier.size() > half;
        boolean hasLater = later.size() > limit - half;
        List<MessageView> together = new ArrayList<>((hasEarlier ? earlier.subList(0, half) : earlier).reversed());
        together.addAll(hasLater ? later.subList(0, limit - half) : later);
        return new MessagePage(withReactions(tx, room, together), hasEarlier, hasLater);
    }

    /** Where these messages and so many before and after each of them stand. */
    public List<Seq> near(Tx tx, RoomId room, Collection<Seq> seqs, int eachWay) {
        return seqs.isEmpty() ? List.of() : tx.handle().createQuery("""
                        select distinct near.seq from unnest(:seqs) as s (seq)
                        cross join lateral (
                            (select seq from room_event where room_id = :room and kind = 'messagePosted' and seq < s.seq
                             order by seq desc limit :eachWay)
                            union all
                            (select seq from room_event where room_id = :room and kind = 'messagePosted' and seq >= s.seq
                             order by seq limit :eachWay + 1)) near
                        order by near.seq
                        """)
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new)).bind("eachWay", eachWay)
                .mapTo(Seq.class).list();
    }

    public Optional<MessageView> find(Tx tx, RoomId room, Seq seq) {
        return findAll(tx, room, List.of(seq)).stream().findFirst();
    }

    /** Those of the messages that exist, in seq order. */
    public List<MessageView> findAll(Tx tx, RoomId room, Collection<Seq> seqs) {
        if (seqs.isEmpty()) {
            return List.of();
        }
        List<MessageView> found = tx.handle().createQuery(SELECT + "e.seq = any(:seqs) order by e.seq")
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new))
                .map(MESSAGE).list();
        return withReactions(tx, room, found);
    }

    /** Pinned messages, the last pinned first. */
    public List<MessageView> pinned(Tx tx, RoomId room) {
        List<MessageView> found = tx.handle().createQuery(SELECT + "t.pinned order by t.pinned_at desc, e.seq desc")
                .bind("room", room).map(MESSAGE).list();
        return withReactions(tx, room, found);
    }

    private List<MessageView> backwards(Tx tx, RoomId room, long before, int limit) {
        return tx.handle().createQuery(SELECT + "e.seq < :before order by e.seq desc limit :limit")
                .bind("room", room).bind("before", before).bind("limit", limit).map(MESSAGE).list();
    }

    private List<MessageView> forwards(Tx tx, RoomId room, long after, int limit) {
        return tx.handle().createQuery(SELECT + "e.seq > :after order by e.seq limit :limit")
                .bind("room", room).bind("after", after).bind("limit", limit).map(MESSAGE).list();
    }

    private MessagePage page(Tx tx, RoomId room, List<MessageView> newestFirst, int limit, boolean hasLater) {
        boolean hasEarlier = newestFirst.size() > limit;
        List<MessageView> kept = hasEarlier ? newestFirst.subList(0, limit) : newestFirst;
        return new MessagePage(withReactions(tx, room, kept.reversed()), hasEarlier, hasLater);
    }

    private List<MessageView> withReactions(Tx tx, RoomId room, List<MessageView> posted) {
        if (posted.isEmpty()) {
            return posted;
        }
        List<MessageView> messages = RedPacketStates.shown(tx, room, posted);
        Map<Seq, Map<String, List<MemberId>>> reactions = new HashMap<>();
        tx.handle().createQuery("""
                        select seq, member_id, emoji from reaction
                        where room_id = :room and seq = any(:seqs) order by kind_seq, at_seq
                        """)
                .bind("room", room).bind("seqs", messages.stream().map(MessageView::seq).toArray(Seq[]::new))
                .map((row, context) -> reactions
                        .computeIfAbsent(new Seq(row.getLong("seq")), seq -> new LinkedHashMap<>())
                        .computeIfAbsent(row.getString("emoji"), emoji -> new ArrayList<>())
                        .add(new MemberId(row.getLong("member_id"))))
                .list();
        return messages.stream().map(one -> reactions.containsKey(one.seq())
                ? one.withReactions(asList(reactions.get(one.seq()))) : one).toList();
    }

    private static List<Reaction> asList(Map<String, List<MemberId>> byEmoji) {
        return byEmoji.entrySet().stream().map(one -> new Reaction(one.getKey(), one.getValue())).toList();
    }
}

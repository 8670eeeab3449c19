package weilu.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomEvent.MessageRecalled;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog;

/**
 * Keeps the word index of every room up to its log (KN4): reads after a cursor of its own, which moves in the same
 * transaction. It never needs the embedding model.
 */
public final class Indexer {
    private static final int EVENTS_AT_ONCE = 1000;

    private final Db db;
    private final RoomLog log;
    private final IndexStore index = new IndexStore();
    private final MeaningStore meanings = new MeaningStore();
    private final SaidStore said = new SaidStore();

    public Indexer(Db db, RoomLog log) {
        this.db = db;
        this.log = log;
    }

    /** Rooms whose log has grown while nobody looked. */
    public List<RoomId> behind() {
        return db.inTransaction(index::behind);
    }

    /** Reads the room's log to its end. */
    public void drain(RoomId room) {
        if (db.withoutTransaction(tx -> index.isBehind(tx, room))) {
            drain(List.of(room));
        }
    }

    /** Reads these rooms' logs to their ends, all of them together: many small rooms cost few statements. */
    void drain(Collection<RoomId> rooms) {
        Collection<RoomId> left = rooms;
        while (!left.isEmpty()) {
            Collection<RoomId> these = left;
            left = db.inTransaction(tx -> advance(tx, these));
        }
    }

    /** @return the rooms whose log may hold more; not those that another node is at */
    private Set<RoomId> advance(Tx tx, Collection<RoomId> rooms) {
        Map<RoomId, IndexStore.Cursor> cursors = index.lock(tx, rooms);
        List<RoomLog.Place> places = new ArrayList<>();
        cursors.forEach((room, cursor) -> places.add(new RoomLog.Place(room, cursor.words())));
        int limit = Math.max(1, EVENTS_AT_ONCE / rooms.size());
        List<IndexStore.Entry> entries = new ArrayList<>();
        Map<RoomId, Seq> reached = new HashMap<>();
        Set<RoomId> unfinished = new HashSet<>();
        log.read(tx, places, limit).forEach((place, events) -> {
            RoomId room = place.room();
            entries.addAll(note(tx, room, events, cursors.get(room)));
            reached.put(room, events.getLast().seq());
            if (events.size() == limit) {
                unfinished.add(room);
            }
        });
        if (!reached.isEmpty()) {
            index.put(tx, entries);
            index.moveWords(tx, reached);
        }
        return unfinished;
    }

    /** What the event makes of a message's text; empty is gone. */
    private static void note(LoggedEvent logged, Map<Seq, String> bodies, Set<Seq> changed) {
        if (!logged.kind().startsWith("message")) {
            return;
        }
        RoomEvent event = logged.event();
        switch (event) {
            case MessagePosted posted -> bodies.put(logged.seq(), posted.recalled() ? "" : nonNull(posted.body()));
            case MessageEdited edited -> {
                bodies.put(edited.message(), nonNull(edited.body()));
                changed.add(edited.message());
            }
            case MessageRecalled recalled -> {
                bodies.put(recalled.message(), "");
                changed.add(recalled.message());
            }
            case RoomEvent.ReactionChanged other -> { }
            case RoomEvent.PinChanged other -> { }
            case RoomEvent.ToolCallChanged other -> { }
            case RoomEvent.RedPacketClaimed other -> { }
            case RoomEvent.RedPacketEnded other -> { }
            case RoomEvent.MemberJoined other -> { }
            case RoomEvent.MemberChanged other -> { }
            case RoomEvent.MemberLeft other -> { }
            case RoomEvent.RoomChanged other -> { }
            case RoomEvent.ConsentChanged other -> { }
        }
    }

    /** Takes out what is gone or out of date; returns what is to be put in. */
    private List<IndexStore.Entry> note(Tx tx, RoomId room, List<LoggedEvent> events, IndexStore.Cursor cursor) {
        Map<Seq, String> bodies = new LinkedHashMap<>();
        Set<Seq> changed = new HashSet<>();
        events.forEach(event -> note(event, bodies, changed));
        List<IndexStore.Entry> entries = new ArrayList<>();
        Set<Seq> gone = new HashSet<>();
        bodies.forEach((seq, body) -> {
            Set<String> terms = Tokens.of(body).stream().map(Tokens.Token::term).collect(Collectors.toSet());
            if (terms.isEmpty()) {
                gone.add(seq);
            } else {
                entries.add(new IndexStore.Entry(
                        room, seq, SearchKeys.of(room, SearchKeys.stretch(seq.value()), terms)));
            }
        });
        gone.retainAll(changed);
        meanings.renew(tx, room, aroundChanged(tx, room, changed, cursor.meanings()));
        index.remove(tx, room, gone);
        return entries;
    }

    /** The changed messages and their neighbours, whose meanings tell of them too, as far as meanings reach. */
    private Set<Seq> aroundChanged(Tx tx, RoomId room, Set<Seq> changed, Seq reached) {
        Set<Seq> around = new HashSet<>(changed);
        for (Seq seq : changed) {
            said.before(tx, room, seq).map(Said::seq).ifPresent(around::add);
            said.after(tx, room, seq).map(Said::seq).ifPresent(around::add);
        }
        around.removeIf(seq -> seq.isAfter(reached));
        return around;
    }

    private static String nonNull(String body) {
        return body == null ? "" : body;
    }
}

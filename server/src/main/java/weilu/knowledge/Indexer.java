package weilu.knowledge;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        int read;
        do {
            read = db.inTransaction(tx -> advance(tx, room));
        } while (read == EVENTS_AT_ONCE);
    }

    /** @return how many events were read; none when another node is at it */
    private int advance(Tx tx, RoomId room) {
        Optional<IndexStore.Cursor> cursor = index.lock(tx, room);
        if (cursor.isEmpty()) {
            return 0;
        }
        List<LoggedEvent> events = log.read(tx, room, cursor.get().words(), EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            return 0;
        }
        Map<Seq, String> bodies = new LinkedHashMap<>();
        Set<Seq> changed = new HashSet<>();
        events.forEach(event -> note(event, bodies, changed));
        write(tx, room, bodies, changed, cursor.get());
        index.moveWords(tx, room, events.getLast().seq());
        return events.size();
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
            case RoomEvent.MemberJoined other -> { }
            case RoomEvent.MemberChanged other -> { }
            case RoomEvent.MemberLeft other -> { }
            case RoomEvent.RoomChanged other -> { }
        }
    }

    private void write(Tx tx, RoomId room, Map<Seq, String> bodies, Set<Seq> changed, IndexStore.Cursor cursor) {
        Map<Seq, String> keys = new LinkedHashMap<>();
        Set<Seq> gone = new HashSet<>();
        bodies.forEach((seq, body) -> {
            Set<String> terms = Tokens.of(body).stream().map(Tokens.Token::term).collect(Collectors.toSet());
            if (terms.isEmpty()) {
                gone.add(seq);
            } else {
                keys.put(seq, SearchKeys.of(room, SearchKeys.stretch(seq.value()), terms));
            }
        });
        gone.retainAll(changed);
        index.put(tx, room, keys);
        meanings.renew(tx, room, aroundChanged(tx, room, changed, cursor.meanings()));
        index.remove(tx, room, gone);
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

package weilu.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weilu.db.Tx;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.importing.ImportedLine.ImportedMessage;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.RoomLog;

/** Messages of a file, gathered until there are enough for one transaction. */
final class ImportBatch {
    static final int MESSAGES_MAX = 500;
    private static final int CHARACTERS_MAX = 500_000;

    private final ImportedIds ids;
    private final List<Piece> pieces = new ArrayList<>();
    private int messages;
    private int characters;

    /** A message, or a part of a long one; the parts after the first reply to nothing. */
    private record Piece(
            ClientMessageId id, ClientMessageId replyTo, String body, ImportedMessage message) {}

    /** What became of a batch. */
    record Written(int fresh, int known) {}

    ImportBatch(RoomId room) {
        this.ids = new ImportedIds(room);
    }

    void add(ImportedMessage message) {
        ClientMessageId replyTo = message.replyTo() == null ? null : ids.of(message.replyTo(), 1);
        int part = 0;
        for (String body : BodyParts.of(message)) {
            part++;
            pieces.add(new Piece(ids.of(message.externalId(), part), part == 1 ? replyTo : null, body, message));
            characters += body.length();
        }
        messages++;
    }

    boolean isFull() {
        return messages >= MESSAGES_MAX || characters >= CHARACTERS_MAX;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** Appends what is not in the room yet. The caller has locked the room for this run. */
    Written write(Tx tx, ImportStore store, RoomLog log, RoomId room, MemberId author) {
        Map<ClientMessageId, Seq> places = store.find(tx, room, mentioned());
        List<Piece> fresh = new ArrayList<>();
        for (Piece piece : pieces) {
            // The same id twice in one file is the same message, told twice.
            if (places.putIfAbsent(piece.id(), Seq.START) == null) {
                fresh.add(piece);
            }
        }
        if (!fresh.isEmpty()) {
            append(tx, store, log, room, author, fresh, places);
        }
        return new Written(fresh.size(), pieces.size() - fresh.size());
    }

    private void append(
            Tx tx, ImportStore store, RoomLog log, RoomId room, MemberId author, List<Piece> fresh,
            Map<ClientMessageId, Seq> places) {
        store.moveReadMarks(tx, room, fresh.size());
        Seq first = log.lockHead(tx, room).next();
        Seq next = first;
        List<RoomLog.Entry> entries = new ArrayList<>(fresh.size());
        for (Piece piece : fresh) {
            entries.add(new RoomLog.Entry(event(author, piece, places), author, piece.id()));
            places.put(piece.id(), next);
            next = next.next();
        }
        log.appendAll(tx, room, entries);
        store.insert(tx, room, fresh.stream().map(Piece::id).toList(), first);
    }

    private static MessagePosted event(MemberId author, Piece piece, Map<ClientMessageId, Seq> places) {
        Seq quote = piece.replyTo() == null ? null : places.get(piece.replyTo());
        boolean known = quote != null && quote.isAfter(Seq.START);
        return new MessagePosted(
                author, piece.id(), piece.body(), known ? quote : null, List.of(), List.of(),
                piece.message().name(), piece.message().at(), 0, null, false);
    }

    private List<ClientMessageId> mentioned() {
        List<ClientMessageId> mentioned = new ArrayList<>(pieces.size());
        for (Piece piece : pieces) {
            mentioned.add(piece.id());
            if (piece.replyTo() != null) {
                mentioned.add(piece.replyTo());
            }
        }
        return mentioned;
    }
}

package weilu.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;

/**
 * Computes and stores the meanings of a room's messages behind the word index, a few at a time (KN6). Nothing is locked
 * while the model works; what changed meanwhile is thrown away and done again.
 */
final class MeaningFiller {
    private static final int MESSAGES_AT_ONCE = 32;

    /**
     * Messages to embed, with the neighbours they are read between.
     *
     * @param after how far meanings reached before
     * @param first the first message to embed
     */
    private record Batch(Seq after, Seq first, Seq to, List<Said> conversation) {}

    private final Db db;
    private final MeaningMaker maker;
    private final IndexStore index = new IndexStore();
    private final MeaningStore meanings = new MeaningStore();
    private final SaidStore said = new SaidStore();

    MeaningFiller(Db db, Embedder embedder) {
        this.db = db;
        this.maker = new MeaningMaker(embedder);
    }

    List<RoomId> behind(boolean all) {
        return db.inTransaction(tx -> index.behindInMeaning(tx, all));
    }

    /** Does the next few messages of the room; tells whether there may be more to do. */
    boolean step(RoomId room) {
        return renewDue(room) || advance(room);
    }

    private boolean advance(RoomId room) {
        Optional<Batch> next = db.inTransaction(tx -> nextBatch(tx, room));
        if (next.isEmpty()) {
            return false;
        }
        Batch batch = next.get();
        Map<Seq, Embedding> made = make(batch);
        return db.inTransaction(tx -> {
            boolean isCurrent = index.lock(tx, room).filter(cursor -> cursor.meanings().equals(batch.after())).isPresent()
                    && conversation(tx, room, batch.after(), batch.to()).equals(batch.conversation());
            if (isCurrent) {
                meanings.put(tx, room, made);
                index.moveMeanings(tx, room, batch.to());
            }
            return true;
        });
    }

    private Optional<Batch> nextBatch(Tx tx, RoomId room) {
        IndexStore.Cursor cursor = index.cursor(tx, room);
        if (!cursor.words().isAfter(cursor.meanings())) {
            return Optional.empty();
        }
        Seq after = cursor.meanings();
        Seq to = new Seq(Math.min(cursor.words().value(), after.value() + MESSAGES_AT_ONCE));
        Seq first = said.before(tx, room, after.next()).map(Said::seq).orElse(after.next());
        return Optional.of(new Batch(after, first, to, conversation(tx, room, after, to)));
    }

    /** The messages after one position up to another, with the last two before them: one got a neighbour now. */
    private List<Said> conversation(Tx tx, RoomId room, Seq after, Seq to) {
        List<Said> conversation = new ArrayList<>();
        said.before(tx, room, after.next()).ifPresent(last -> {
            said.before(tx, room, last.seq()).ifPresent(conversation::add);
            conversation.add(last);
        });
        conversation.addAll(said.between(tx, room, after.next(), to, MESSAGES_AT_ONCE));
        return conversation;
    }

    private boolean renewDue(RoomId room) {
        List<Seq> due = db.inTransaction(tx -> meanings.due(tx, room, MESSAGES_AT_ONCE));
        for (Seq seq : due) {
            List<Said> around = db.inTransaction(tx -> around(tx, room, seq));
            Map<Seq, Embedding> made = make(new Batch(seq, seq, seq, around));
            db.useTransaction(tx -> {
                if (index.lock(tx, room).isPresent() && around(tx, room, seq).equals(around)) {
                    meanings.put(tx, room, made);
                    meanings.settle(tx, room, List.of(seq));
                }
            });
        }
        return !due.isEmpty();
    }

    private List<Said> around(Tx tx, RoomId room, Seq seq) {
        List<Said> around = new ArrayList<>();
        said.before(tx, room, seq).ifPresent(around::add);
        around.addAll(said.find(tx, room, List.of(seq)));
        said.after(tx, room, seq).ifPresent(around::add);
        return around;
    }

    private Map<Seq, Embedding> make(Batch batch) {
        Map<Seq, Embedding> made = new LinkedHashMap<>();
        for (int i = 0; i < batch.conversation().size(); i++) {
            Seq seq = batch.conversation().get(i).seq();
            if (!batch.first().isAfter(seq) && !seq.isAfter(batch.to())) {
                made.put(seq, maker.at(batch.conversation(), i));
            }
        }
        return made;
    }
}

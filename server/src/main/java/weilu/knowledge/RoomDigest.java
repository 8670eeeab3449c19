package weilu.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.room.Membership;

/** 要点摘录 of a part of a room, for a member of it. */
public final class RoomDigest {
    /** Of a longer part the latest messages are read. */
    public static final int MESSAGES_MAX = 10_000;

    private final Db db;
    private final Embedder embedder;
    private final KeyMessages keyMessages = new KeyMessages();
    private final SaidStore said = new SaidStore();
    private final MeaningStore meanings = new MeaningStore();

    public RoomDigest(Db db, Embedder embedder) {
        this.db = db;
        this.embedder = embedder;
    }

    /**
     * The key messages from one position to another, both included: at most {@link KeyMessages#MESSAGES_MAX} quotes,
     * grouped by topic. Empty when people said nothing there. Opens transactions of its own: call it outside of one.
     */
    public List<Answer.Topic> summarise(Membership membership, Seq from, Seq to) {
        RoomId room = membership.room();
        List<Said> conversation = db.inTransaction(tx -> said.between(tx, room, from, to, MESSAGES_MAX));
        return keyMessages.of(conversation, positions -> meanings(room, conversation, positions));
    }

    private List<Embedding> meanings(RoomId room, List<Said> conversation, List<Integer> positions) {
        Map<Seq, Embedding> stored = new LinkedHashMap<>(db.inTransaction(tx -> meanings.find(tx, room,
                positions.stream().map(position -> conversation.get(position).seq()).toList())));
        MeaningMaker maker = new MeaningMaker(embedder);
        return positions.stream()
                .map(position -> stored.computeIfAbsent(
                        conversation.get(position).seq(), seq -> maker.at(conversation, position)))
                .toList();
    }
}

package weilu.agent;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.PriorityQueue;
import weilu.agent.AgentFileStore.Piece;
import weilu.agent.AgentFileStore.Place;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AgentFileId;
import weilu.knowledge.Embedder;
import weilu.knowledge.Embedding;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The files agents answer from: taken in by their owners, cut into passages, found by meaning. */
public final class AgentKnowledge {
    public static final int FILE_BYTES_MAX = 10 * 1024 * 1024;
    public static final int PASSAGES_MAX = 2_000;
    public static final int FILES_OF_OWNER_MAX = 100;
    public static final int NAME_CHARACTERS_MAX = 120;
    /** As many go into a prompt. */
    public static final int FOUND_MAX = 6;
    /** Less like a question than this is about something else. */
    static final double LIKENESS_MIN = 0.45;

    private final Db db;
    private final Embedder embedder;
    private final Clock clock;
    private final AgentFileStore store = new AgentFileStore();

    /** How much a passage is like a question. */
    private record Found(Place place, double likeness) {}

    public AgentKnowledge(Db db, Embedder embedder, Clock clock) {
        this.db = db;
        this.embedder = embedder;
        this.clock = clock;
    }

    /** Takes a file in; what its words mean is worked out now, so this takes a while. */
    public AgentFile take(AccountId owner, String name, byte[] bytes) {
        String cleaned = name == null ? "" : name.strip().replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\]", "_");
        if (cleaned.isEmpty() || cleaned.length() > NAME_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "name", "1 to " + NAME_CHARACTERS_MAX + " characters");
        }
        List<FileText.Page> passages = FileText.read(cleaned, bytes).stream().flatMap(page -> Cutting.passages(page.text())
                .stream().map(passage -> new FileText.Page(page.number(), passage))).toList();
        if (passages.isEmpty()) {
            throw Refusal.field(ErrorCode.BODY_EMPTY, "name", "there are no words in this file");
        }
        if (passages.size() > PASSAGES_MAX) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "there is too much text in this file; cut it in two");
        }
        int total = passages.stream().mapToInt(passage -> passage.text().length()).sum();
        List<Piece> pieces = passages.stream().map(passage ->
                new Piece(passage.number(), passage.text(), embedder.embed(passage.text()).values())).toList();
        return db.inTransaction(tx -> {
            if (store.count(tx, owner) >= FILES_OF_OWNER_MAX) {
                throw Refusal.of(ErrorCode.CONFLICT, "you have " + FILES_OF_OWNER_MAX + " files already; remove some");
            }
            AgentFileId id = store.insert(tx, owner, cleaned, sha256(bytes), bytes.length, total, clock.instant());
            store.insertPassages(tx, id, pieces);
            return store.find(tx, List.of(id)).getFirst();
        });
    }

    /** It is gone from every agent that answers from it. */
    public void remove(AccountId owner, AgentFileId file) {
        if (!db.inTransaction(tx -> store.delete(tx, owner, file))) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "you have no such file");
        }
    }

    /** The passages of these files that fit a question, the best first; none when nothing does. */
    public List<Passage> find(Tx tx, List<AgentFileId> files, String question) {
        if (files.isEmpty() || question.isBlank()) {
            return List.of();
        }
        Embedding asked = embedder.embedQuestion(question);
        PriorityQueue<Found> best = new PriorityQueue<>(Comparator.comparingDouble(Found::likeness));
        store.eachMeaning(tx, files, (place, meaning) -> {
            double likeness = asked.similarity(new Embedding(meaning));
            if (likeness >= LIKENESS_MIN) {
                best.add(new Found(place, likeness));
                if (best.size() > FOUND_MAX) {
                    best.poll();
                }
            }
        });
        return best.stream().sorted(Comparator.comparingDouble(Found::likeness).reversed())
                .map(found -> store.passage(tx, found.place())).toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

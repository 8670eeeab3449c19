package weilu.knowledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.room.Membership;

/** Answers a question by quoting what was said in the room, for a member of it (KN7). */
public final class RoomAnswers {
    /** What was found: quotes, the most fitting first; or that the room does not say. */
    public sealed interface Finding {
        /** The quotes stand in one topic without a title. */
        record Found(List<Answer.Topic> topics) implements Finding {}

        record NotFound() implements Finding {}
    }

    private static final int NEAREST_MAX = 48;
    private static final int BY_WORDS_MAX = 24;
    private static final int LATEST_MAX = 32;
    private static final int ASKED_BEFORE_MESSAGES = 2;
    private static final int QUESTION_CHARACTERS_MAX = 500;
    private static final int EXPECTED_MAX = 1_000;
    private static final Duration EXPECTED_FOR = Duration.ofSeconds(10);

    private final Db db;
    private final Embedder embedder;
    private final Indexing indexing;
    private final WordLane words = new WordLane();
    private final MeaningStore meanings = new MeaningStore();
    private final SaidStore said = new SaidStore();
    private final DotProduct dotProduct = DotProduct.fastest();
    private final Cues cues = new Cues();
    private final FindMessages findMessages = new FindMessages(cues);
    private final Quote quote = new Quote(cues);
    private final Set<String> stopWords = WordWeights.stopWords();
    private final String stopCharacters = String.join("", WordLists.read("stop-characters.txt"));

    /** What somebody is about to ask, whose meaning is found meanwhile. */
    private final Cache<Expected, FutureTask<Embedding>> expected =
            Caffeine.newBuilder().maximumSize(EXPECTED_MAX).expireAfterWrite(EXPECTED_FOR).build();

    private record Expected(RoomId room, String text) {}

    public RoomAnswers(Db db, Embedder embedder, Indexing indexing) {
        this.db = db;
        this.embedder = embedder;
        this.indexing = indexing;
    }

    /** This will be asked in a moment: its meaning is found meanwhile. Returns at once. */
    public void expect(RoomId room, String asked) {
        String text = cut(asked);
        expected.get(new Expected(room, text), unused -> meaning(text));
    }

    private FutureTask<Embedding> meaning(String text) {
        FutureTask<Embedding> meaning = new FutureTask<>(() -> embedder.embed(text));
        Thread.ofPlatform().daemon().name("question").start(meaning);
        return meaning;
    }

    private static String cut(String asked) {
        return asked.length() <= QUESTION_CHARACTERS_MAX ? asked : asked.substring(0, QUESTION_CHARACTERS_MAX);
    }

    /**
     * The messages said before a position that answer the question best. Meanings that are not stored yet are computed
     * for the likeliest messages only; the rest follow in the background. Opens transactions of its own.
     */
    public Finding find(Membership membership, String asked, Seq before) {
        RoomId room = membership.room();
        String text = cut(asked);
        // The database and the embedding model work at the same time.
        FutureTask<Embedding> begun = expected.asMap().remove(new Expected(room, text));
        FutureTask<Embedding> meaning = begun == null ? meaning(text) : begun;
        Question question = Question.of(text, stopWords, stopCharacters);
        indexing.asked(room);
        try {
            return find(room, question, of(meaning), before);
        } finally {
            indexing.answered(room);
        }
    }

    private Finding find(RoomId room, Question question, Embedding wanted, Seq before) {
        Near near = db.inTransaction(tx -> near(tx, room, question, wanted, before));
        List<FindMessages.Candidate> candidates = candidates(near, wanted);
        return findMessages.choose(question, candidates, near.byWords().weights())
                .<Finding>map(hits -> new Finding.Found(List.of(new Answer.Topic("", hits.stream().map(this::cite).toList()))))
                .orElseGet(Finding.NotFound::new);
    }

    /** Waits for it. */
    private static Embedding of(FutureTask<Embedding> meaning) {
        try {
            return meaning.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the question has no meaning", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Answer.Citation cite(Said one) {
        return new Answer.Citation(one.seq(), one.author(), one.name(), one.at(), quote.of(one.body()));
    }

    /**
     * What may answer a question.
     *
     * @param likely what has most words in common or is nearest in meaning
     * @param around these, and what was said right before and after them
     * @param needed those of them whose meanings count
     * @param stored the meanings that are there already
     */
    private record Near(WordLane.Hits byWords, Set<Seq> likely, List<Said> around, Set<Seq> needed, Map<Seq, Embedding> stored) {}

    private Near near(Tx tx, RoomId room, Question question, Embedding wanted, Seq before) {
        WordLane.Hits byWords = words.find(tx, room, question.terms(), before, BY_WORDS_MAX);
        Set<Seq> likely = likely(tx, room, wanted, before);
        likely.addAll(byWords.messages());
        List<Said> around = said.find(tx, room, withNeighbours(likely, before));
        Set<Seq> needed = new HashSet<>(likely);
        for (int i = 0; i < around.size(); i++) {
            if (likely.contains(around.get(i).seq())) {
                askedShortlyBefore(around, i).forEach(one -> needed.add(one.seq()));
            }
        }
        return new Near(byWords, likely, around, needed, meanings.find(tx, room, needed));
    }

    /** The nearest of all stored meanings, and the latest messages, which may have none yet. */
    private Set<Seq> likely(Tx tx, RoomId room, Embedding wanted, Seq before) {
        record Product(Seq seq, int product) {}
        short[] wide = DotProduct.widen(wanted);
        PriorityQueue<Product> nearest = new PriorityQueue<>(
                Comparator.comparing(Product::product).thenComparing(Product::seq, Comparator.reverseOrder()));
        meanings.each(tx, room, before, (seq, meaning) -> {
            nearest.add(new Product(seq, dotProduct.of(meaning, wide)));
            if (nearest.size() > NEAREST_MAX) {
                nearest.remove();
            }
        });
        Set<Seq> likely = nearest.stream().map(Product::seq).collect(Collectors.toCollection(LinkedHashSet::new));
        said.between(tx, room, Seq.START, before, LATEST_MAX + 1).stream().map(Said::seq)
                .filter(before::isAfter).forEach(likely::add);
        return likely;
    }

    private List<FindMessages.Candidate> candidates(Near near, Embedding wanted) {
        List<Said> around = near.around();
        Map<Seq, Double> similar = similarities(near, wanted);
        List<FindMessages.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < around.size(); i++) {
            if (near.likely().contains(around.get(i).seq())) {
                double asked = askedShortlyBefore(around, i).stream()
                        .mapToDouble(one -> similar.get(one.seq())).max().orElse(-1);
                candidates.add(new FindMessages.Candidate(around.get(i), similar.get(around.get(i).seq()), asked));
            }
        }
        return candidates;
    }

    private List<Said> askedShortlyBefore(List<Said> around, int position) {
        return around.subList(Math.max(0, position - ASKED_BEFORE_MESSAGES), position).stream()
                .filter(one -> around.get(position).seq().value() - one.seq().value() <= ASKED_BEFORE_MESSAGES + 1)
                .filter(one -> cues.isQuestion(one.body())).toList();
    }

    private Map<Seq, Double> similarities(Near near, Embedding wanted) {
        MeaningMaker maker = new MeaningMaker(embedder);
        Map<Seq, Double> similar = new HashMap<>();
        for (int i = 0; i < near.around().size(); i++) {
            Seq seq = near.around().get(i).seq();
            if (near.needed().contains(seq)) {
                Embedding stored = near.stored().get(seq);
                similar.put(seq, wanted.similarity(stored == null ? maker.at(near.around(), i) : stored));
            }
        }
        return similar;
    }

    /** The positions before and after each, as far as they are before the question. */
    private static Collection<Seq> withNeighbours(Set<Seq> seqs, Seq before) {
        Set<Seq> all = new LinkedHashSet<>();
        for (Seq seq : seqs) {
            long last = Math.min(seq.value() + 1, before.value() - 1);
            for (long value = Math.max(1, seq.value() - ASKED_BEFORE_MESSAGES - 1); value <= last; value++) {
                all.add(new Seq(value));
            }
        }
        return all;
    }
}

package weilu.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.knowledge.Embedder;
import weilu.knowledge.Embedding;
import weilu.knowledge.KeyMessages;
import weilu.knowledge.MeaningMaker;
import weilu.knowledge.Meanings;
import weilu.knowledge.Said;
import weilu.protocol.Answer;

/**
 * 要点摘录 by the embedded engine: the processor time for a long conversation whose vectors are stored, and, against what
 * people marked in recorded meetings, whether it holds more than the first and the longest messages of the same length.
 */
final class Extract implements Bench {
    private static final int MESSAGES = 10_000;
    private static final int FRESH_MESSAGES = 500;
    private static final double CPU_S_MAX = 1;
    private static final int ROUNDS = 5;
    /** Every third segment, to end within a minute; evals/README.md has the figures for all. */
    private static final int SEGMENTS_STEP = 3;
    private static final int SEGMENTS_STEP_QUICK = 18;
    private static final int SECONDS_BETWEEN = 40;

    private final KeyMessages keyMessages = new KeyMessages();

    @Override
    public void measure(Run run) throws Exception {
        try (Embedder embedder = new Embedder()) {
            embedder.embed("预热");
            measureTime(run, embedder);
            if (Vcsum.file().isEmpty()) {
                run.say("highlight_vs_first and highlight_vs_longest are not measured: " + Vcsum.SETTING
                        + " names no readable short_dev.jsonl of VCSum");
                return;
            }
            measureHighlights(run, embedder, Vcsum.half(Vcsum.file().get(), true));
        }
    }

    /** The engine asks for the same vectors at every run: the first run embeds them, and they are stored for the others. */
    private void measureTime(Run run, Embedder embedder) throws IOException {
        List<Said> conversation = conversation(run.home().resolve("evals/answers/chat.txt"));
        List<Said> fresh = conversation.subList(0, FRESH_MESSAGES);
        long began = System.nanoTime();
        keyMessages.of(fresh, new MeaningMaker(embedder).of(fresh));
        run.figure("fresh_500_messages_ms", (System.nanoTime() - began) / 1e6);
        run.say("10,000 messages");
        Meanings stored = stored(new MeaningMaker(embedder).of(conversation));
        keyMessages.of(conversation, stored);
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < (run.isQuick() ? 1 : ROUNDS); round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            keyMessages.of(conversation, stored);
            seconds.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9);
        }
        run.figure("cpu_first_s", seconds.getFirst());
        run.atMost("cpu_s", seconds.stream().sorted().toList().get(seconds.size() / 2), CPU_S_MAX);
    }

    private void measureHighlights(Run run, Embedder embedder, List<Vcsum.Segment> all) {
        int step = run.isQuick() ? SEGMENTS_STEP_QUICK : SEGMENTS_STEP;
        List<Vcsum.Segment> segments = IntStream.iterate(0, i -> i < all.size(), i -> i + step).mapToObj(all::get).toList();
        run.say(segments.size() + " segments of meetings that nothing was tuned on");
        List<Highlights> shares = segments.stream().map(segment -> {
            List<Answer.Topic> topics = keyMessages.of(segment.messages(), new MeaningMaker(embedder).of(segment.messages()));
            return Highlights.of(segment, topics.stream().flatMap(topic -> topic.citations().stream()).toList());
        }).toList();
        double ours = mean(shares, Highlights::ours);
        run.figure("segments", segments.size());
        run.figure("extract_length_share", mean(shares, Highlights::length));
        run.figure("highlight_share", ours);
        run.figure("highlight_share_first", mean(shares, Highlights::first));
        run.figure("highlight_share_longest", mean(shares, Highlights::longest));
        run.moreThan("highlight_vs_first", ours / mean(shares, Highlights::first), 1);
        run.moreThan("highlight_vs_longest", ours / mean(shares, Highlights::longest), 1);
    }

    private static double mean(List<Highlights> shares, ToDoubleFunction<Highlights> which) {
        return shares.stream().mapToDouble(which).average().orElse(0);
    }

    /** A long conversation whose messages are put together from the halves of a made-up chat's lines. */
    private static List<Said> conversation(Path chat) throws IOException {
        List<String> bodies = Files.readAllLines(chat).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\\|", 4)[3]).toList();
        Random random = new Random(11);
        List<Said> conversation = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            String one = bodies.get(random.nextInt(bodies.size()));
            String other = bodies.get(random.nextInt(bodies.size()));
            conversation.add(new Said(new Seq(i), new MemberId(1 + i % 7), "成员" + i % 7,
                    Instant.EPOCH.plusSeconds((long) i * SECONDS_BETWEEN),
                    one.substring(0, (one.length() + 1) / 2) + other.substring(other.length() / 2)));
        }
        return conversation;
    }

    private static Meanings stored(Meanings computed) {
        Map<Integer, Embedding> stored = new HashMap<>();
        return positions -> positions.stream()
                .map(position -> stored.computeIfAbsent(position, one -> computed.at(List.of(one)).getFirst())).toList();
    }
}

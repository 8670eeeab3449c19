package weilu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Two nodes on one PostgreSQL, and with {@code --nats} a NATS server beside it. Half of the people are on each. They talk, and
 * both halves must hear the same log; then one node after the other is killed with SIGKILL at moments nobody chose, its people
 * go on at the other and come back; with NATS that is killed, too. Last, what one node's people do live is looked for on the
 * other.
 */
final class TwoNodes implements Bench {
    private static final int PEOPLE = 60;
    private static final int PEOPLE_QUICK = 20;
    private static final int MESSAGES = 20_000;
    private static final int MESSAGES_QUICK = 1_000;
    private static final double ORDER_PER_SECOND = 1_000;
    private static final double KILL_PER_SECOND = 200;
    private static final int KILLS = 10;
    private static final int LIVES_MS_MIN = 800;
    private static final int LIVES_MS_MAX = 2_500;
    private static final int QUIET_MS_MAX = 60_000;
    private static final double RESUMED_MS_MAX = 5_000;

    @Override
    public void measure(Run run) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        Nats nats = run.has("--nats") ? run.closing(Nats.start()) : null;
        if (nats != null) {
            settings.put("WEILU_NATS_URL", nats.url());
        }
        SteadyModel model = run.closing(new SteadyModel());
        settings.put("WEILU_MODEL_HOSTS", model.place());
        Pair pair = new Pair(run, settings);
        // The setup link of a server without an owner is that of the node that started last.
        Person owner = Person.first(pair.start(0), "xiaohong");
        pair.start(1);
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        int people = run.isQuick() ? PEOPLE_QUICK : PEOPLE;
        List<String> cookies = Village.guests(pair.node(0), owner, room, people);
        Talk talk = Talk.of(run, owner, room, cookies);
        try (Crowd crowd = new Crowd(talk)) {
            for (int node = 0; node < 2; node++) {
                talk.connect(crowd, pair.node(node).address(), half(talk, node));
            }
            order(run, pair, talk);
            kills(run, pair, talk, crowd, nats);
        }
        talk.check();
        run.figure("acknowledged", talk.acknowledged.size());
        new TwoNodesTurns(run, pair, model).measure();
        new TwoNodesLive(run, pair, room, cookies).measure();
    }

    /** Those who are at home on this node. */
    private static List<Talker> half(Talk talk, int node) {
        List<Talker> half = new ArrayList<>();
        for (int i = node; i < talk.talkers.size(); i += 2) {
            half.add(talk.talkers.get(i));
        }
        return half;
    }

    /** All talk at once, one reads page by page at the other node, one listens at each. */
    private static void order(Run run, Pair pair, Talk talk) throws Exception {
        int messages = run.isQuick() ? MESSAGES_QUICK : MESSAGES;
        Person reader = Person.again(pair.node(1), "xiaohong");
        AtomicBoolean over = new AtomicBoolean();
        Map<Long, UUID> read = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        long head = talk.talkers.getFirst().start;
        Thread reading = Thread.ofPlatform().start(() -> Order.read(reader, talk.room, head, over, read, wrong));
        Pace.keep(ORDER_PER_SECOND, messages / ORDER_PER_SECOND, number ->
                talk.talkers.get((int) (number % talk.talkers.size())).say(talk.room, Stamp.now() + "第" + number + "句"));
        talk.requireQuiet(QUIET_MS_MAX);
        over.set(true);
        reading.join();
        wrong.forEach(run::breach);
        List<UUID> listened = talk.talkers.getFirst().heard.stream().filter(id -> id != null).toList();
        if (!List.copyOf(read.values()).equals(listened)) {
            run.breach("the reader has " + read.size() + " messages, the listener " + listened.size() + ", not the same");
        }
        run.figure("heard_p50_ms", talk.nanos.getValueAtPercentile(50) / 1e6);
        run.figure("heard_p99_ms", talk.nanos.getValueAtPercentile(99) / 1e6);
        run.say(messages + " messages said and heard on both nodes in one order");
    }

    private static void kills(Run run, Pair pair, Talk talk, Crowd crowd, Nats nats) throws Exception {
        int kills = run.isQuick() ? 1 : KILLS;
        double slowest = 0;
        for (int kill = 1; kill <= kills; kill++) {
            int victim = kill % 2;
            AtomicBoolean over = new AtomicBoolean();
            Thread talking = talk.speak(KILL_PER_SECOND, over);
            TimeUnit.MILLISECONDS.sleep((long) (LIVES_MS_MIN + Math.random() * (LIVES_MS_MAX - LIVES_MS_MIN)));
            if (nats != null) {
                nats.kill();
            }
            pair.node(victim).kill();
            double resumed = resume(run, pair, talk, crowd, victim);
            slowest = Math.max(slowest, resumed);
            pair.start(victim);
            if (nats != null) {
                nats.again();
            }
            comeBack(pair, talk, crowd, victim);
            over.set(true);
            talking.join();
            run.say(String.format("kill %d: %d acknowledged so far, its people had caught up on the other after %.0f ms",
                    kill, talk.acknowledged.size(), resumed));
        }
        talk.requireQuiet(QUIET_MS_MAX);
        run.figure("kills", kills);
        run.atMost("resumed_elsewhere_ms", slowest, RESUMED_MS_MAX);
    }

    /** The dead node's people go to the other; returns how long until all have heard what was acknowledged till then. */
    private static double resume(Run run, Pair pair, Talk talk, Crowd crowd, int victim) throws Exception {
        List<Talker> cut = half(talk, victim);
        long began = System.nanoTime();
        long head = talk.head();
        talk.connect(crowd, pair.node(1 - victim).address(), cut);
        if (Ears.until(() -> cut.stream().allMatch(talker -> talker.cursor() >= head), QUIET_MS_MAX / 1e3) < 0) {
            run.breach("not all of the dead node's people caught up on the other");
        }
        return (System.nanoTime() - began) / 1e6;
    }

    private static void comeBack(Pair pair, Talk talk, Crowd crowd, int node) throws IOException, InterruptedException {
        List<Talker> half = half(talk, node);
        for (Talker talker : half) {
            Crowd.cut(talker.socket);
        }
        talk.connect(crowd, pair.node(node).address(), half);
    }
}

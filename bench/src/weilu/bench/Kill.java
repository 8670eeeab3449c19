package weilu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import weilu.db.EmbeddedPostgres;

/**
 * Kills the server with -9 while people talk, several times over, and its PostgreSQL lives on. Each start must take that
 * over and be ready; at the end every message that was acknowledged is in the room's log once. Then the same with a SIGTERM,
 * which stops PostgreSQL too.
 */
final class Kill implements Bench {
    private static final int PEOPLE = 4;
    private static final int KILLS = 5;
    private static final int KILLS_QUICK = 2;
    private static final long TALK_MS = 1_500;
    private static final String NAME = "xiaohong";
    private static final String WORDS = "毛肚七上八下 ";
    private static final double READY_S_MAX = 10;
    private static final double STOP_S_MAX = 10;

    /** What was acknowledged: by client message id, the seq. */
    private final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
    /** What was sent when the server died: a client sends it again. */
    private final Queue<UUID> unsure = new ConcurrentLinkedQueue<>();

    @Override
    public void measure(Run run) throws Exception {
        Path data = run.folder();
        Product product = run.closing(Product.start(run.home(), data));
        Person first = Person.first(product, NAME);
        long room = first.createRoom("火锅派").at("/room/id").asLong();
        int kills = run.isQuick() ? KILLS_QUICK : KILLS;
        double slowest = 0;
        for (int kill = 1; kill <= kills; kill++) {
            whilePeopleTalk(product, room, product::kill);
            run.say("killed with " + acknowledged.size() + " messages acknowledged; starting again");
            product = run.closing(Product.start(run.home(), data));
            slowest = Math.max(slowest, product.timeToReady().toMillis() / 1e3);
            checkAll(run, product, room);
        }
        run.figure("acknowledged", acknowledged.size());
        run.atMost("ready_after_kill_s", slowest, READY_S_MAX);
        stopped(run, product, room, data);
    }

    /** Stopped by SIGTERM while people talk: the server takes its PostgreSQL along, and nothing is lost either. */
    private void stopped(Run run, Product product, long room, Path data) throws Exception {
        double[] seconds = new double[1];
        whilePeopleTalk(product, room, () -> seconds[0] = product.stop().toMillis() / 1e3);
        run.atMost("stop_s", seconds[0], STOP_S_MAX);
        if (EmbeddedPostgres.running(data).isPresent()) {
            run.breach("PostgreSQL still runs after the server was stopped by SIGTERM");
        }
        checkAll(run, run.closing(Product.start(run.home(), data)), room);
    }

    private interface End {
        void end() throws Exception;
    }

    private void whilePeopleTalk(Product product, long room, End end) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> talking = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Person person = Person.again(product, NAME);
            talking.add(Thread.ofVirtual().start(() -> talk(person, room, over)));
        }
        TimeUnit.MILLISECONDS.sleep(TALK_MS);
        end.end();
        over.set(true);
        for (Thread one : talking) {
            one.join();
        }
    }

    private void talk(Person person, long room, AtomicBoolean over) {
        while (!over.get()) {
            UUID id = UUID.randomUUID();
            try {
                acknowledged.put(id, say(person, room, id));
            } catch (IOException killed) {
                unsure.add(id);
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static long say(Person person, long room, UUID id) throws IOException, InterruptedException {
        Map<String, Object> message = Map.of("clientMessageId", id, "body", WORDS + id);
        return person.post("/api/rooms/" + room + "/messages", message).path("seq").asLong();
    }

    /** Each sends again what it is not sure of; then everything is there once. */
    private void checkAll(Run run, Product product, long room) throws IOException, InterruptedException {
        Person person = Person.again(product, NAME);
        for (UUID id = unsure.poll(); id != null; id = unsure.poll()) {
            acknowledged.put(id, say(person, room, id));
        }
        WholeLog.compare(run, WholeLog.read(run, person, room, WORDS), acknowledged);
    }
}

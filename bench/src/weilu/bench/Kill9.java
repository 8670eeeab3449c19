package weilu.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sixty people talk over sockets, and the server is killed with SIGKILL at moments nobody chose, again and again. Each comes
 * back with a cursor and says again what was not acknowledged. Nothing acknowledged may be lost, doubled or out of order for
 * anybody.
 */
final class Kill9 implements Bench {
    private static final int PEOPLE = 60;
    private static final int KILLS = 20;
    private static final int KILLS_QUICK = 2;
    private static final int MESSAGES_PER_SECOND = 300;
    private static final int LIVES_MS_MIN = 800;
    private static final int LIVES_MS_MAX = 2_500;
    private static final double READY_S_MAX = 10;
    private static final int ACKNOWLEDGED_MIN = 5_000;
    private static final int QUIET_MS_MAX = 20_000;

    @Override
    public void measure(Run run) throws Exception {
        Path data = run.folder();
        Product product = run.closing(Product.start(run.home(), data, Village.DOORS_WIDE));
        Person owner = Person.first(product, "xiaohong");
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        Talk talk = Talk.of(run, owner, room, Village.guests(product, owner, room, PEOPLE));
        double slowest = 0;
        int kills = run.isQuick() ? KILLS_QUICK : KILLS;
        try (Crowd crowd = new Crowd(talk)) {
            talk.connect(crowd, product.address());
            for (int kill = 1; kill <= kills; kill++) {
                Product running = product;
                AtomicBoolean over = new AtomicBoolean();
                Thread talking = talk.speak(MESSAGES_PER_SECOND, over);
                TimeUnit.MILLISECONDS.sleep((long) (LIVES_MS_MIN + Math.random() * (LIVES_MS_MAX - LIVES_MS_MIN)));
                running.kill();
                over.set(true);
                talking.join();
                product = run.closing(Product.start(run.home(), data, Village.DOORS_WIDE));
                slowest = Math.max(slowest, product.timeToReady().toMillis() / 1e3);
                talk.connect(crowd, product.address());
                run.say("kill " + kill + ": " + talk.acknowledged.size() + " acknowledged so far, ready after "
                        + product.timeToReady().toMillis() + " ms");
            }
            while (!run.isQuick() && talk.acknowledged.size() < ACKNOWLEDGED_MIN) {
                Pace.keep(MESSAGES_PER_SECOND, 1, number ->
                        talk.talkers.get((int) (number * 7 % PEOPLE)).say(room, Stamp.now() + "毛肚七上八下"));
            }
            talk.requireQuiet(QUIET_MS_MAX);
        }
        talk.check();
        run.figure("kills", kills);
        run.figure("acknowledged", talk.acknowledged.size());
        run.atMost("ready_s", slowest, READY_S_MAX);
    }
}

package weilu.bench;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import weilu.db.EmbeddedPostgres;

/**
 * The server is stopped by SIGTERM while people talk, and started again. It must write what it has taken, answer it, and tell
 * every socket to come back; nothing acknowledged may be lost, and everybody goes on where they were.
 */
final class Drain implements Bench {
    private static final int PEOPLE = 60;
    private static final int PEOPLE_QUICK = 20;
    private static final int STOPS = 5;
    private static final int STOPS_QUICK = 1;
    private static final int MESSAGES_PER_SECOND = 300;
    private static final int LIVES_MS = 1_500;
    private static final int GOING_DOWN = 4000;
    private static final double STOP_S_MAX = 10;
    private static final double RESUMED_S_MAX = 5;
    private static final int QUIET_MS_MAX = 60_000;

    @Override
    public void measure(Run run) throws Exception {
        int stops = run.isQuick() ? STOPS_QUICK : STOPS;
        Path data = run.folder();
        Product product = run.closing(Product.start(run.home(), data, Village.DOORS_WIDE));
        Person owner = Person.first(product, "xiaohong");
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        Talk talk = Talk.of(run, owner, room, Village.guests(product, owner, room, run.isQuick() ? PEOPLE_QUICK : PEOPLE));
        double slowestStop = 0;
        double slowestResume = 0;
        try (Crowd crowd = new Crowd(talk)) {
            talk.connect(crowd, product.address());
            for (int stop = 1; stop <= stops; stop++) {
                AtomicBoolean over = new AtomicBoolean();
                Thread speaking = talk.speak(MESSAGES_PER_SECOND, over);
                TimeUnit.MILLISECONDS.sleep(LIVES_MS);
                double took = product.stop().toMillis() / 1e3;
                slowestStop = Math.max(slowestStop, took);
                over.set(true);
                speaking.join();
                if (EmbeddedPostgres.running(data).isPresent()) {
                    run.breach("PostgreSQL still runs after the server was stopped");
                }
                product = run.closing(Product.start(run.home(), data, Village.DOORS_WIDE));
                long began = System.nanoTime();
                talk.connect(crowd, product.address());
                talk.requireQuiet(QUIET_MS_MAX);
                slowestResume = Math.max(slowestResume, (System.nanoTime() - began) / 1e9);
                run.say("stop " + stop + ": " + talk.acknowledged.size() + " acknowledged so far, stopped after " + took + " s");
            }
        }
        talk.check();
        WholeLog.compare(run, WholeLog.read(run, Person.again(product, "xiaohong"), room, "@"), talk.acknowledged);
        talk.closedBy.forEach((code, count) -> {
            run.figure("closed_by_" + code, count);
            if (code != GOING_DOWN) {
                run.breach(count + " sockets were closed by " + code + " and not told to come back");
            }
        });
        run.figure("stops", stops);
        run.figure("acknowledged", talk.acknowledged.size());
        run.atMost("stop_s", slowestStop, STOP_S_MAX);
        run.atMost("resumed_s", slowestResume, RESUMED_S_MAX);
    }
}

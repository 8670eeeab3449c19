package weilu.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** One client stops reading in a busy room. The others must not notice, the server's heap neither; then it catches up. */
final class SlowReader implements Bench {
    private static final int PEOPLE = 100;
    private static final int MESSAGES_PER_SECOND = 200;
    private static final double DEAF_SECONDS = 30;
    private static final double DEAF_SECONDS_QUICK = 5;
    private static final int QUIET_MS_MAX = 30_000;
    private static final double P99_MS_MAX = 300;
    private static final double HEAP_MB_MAX = 100;
    /** Fills what the systems between keep for one that does not read. */
    private static final String LONG = "七上八下".repeat(200);

    @Override
    public void measure(Run run) throws Exception {
        try (Village village = Village.of(run, PEOPLE)) {
            Talk talk = Talk.of(run, village.owner(), village.room(), village.cookies());
            Talker slow = talk.talkers.getLast();
            List<Talker> others = talk.talkers.subList(0, PEOPLE - 1);
            try (Crowd crowd = new Crowd(talk)) {
                talk.connect(crowd, village.product().address());
                speak(talk, others, 2);
                double heap = village.product().liveHeapMegabytes();
                slow.socket.isDeaf = true;
                talk.nanos.reset();
                speak(talk, others, run.isQuick() ? DEAF_SECONDS_QUICK : DEAF_SECONDS);
                double p99 = talk.nanos.getValueAtPercentile(99) / 1e6;
                double grown = village.product().liveHeapMegabytes() - heap;
                long behind = talk.head() - slow.cursor();
                crowd.hear(slow.socket);
                for (int tries = 0; slow.cursor() < talk.head() && tries < QUIET_MS_MAX / 10; tries++) {
                    TimeUnit.MILLISECONDS.sleep(10);
                    if (!slow.socket.isOpen || talk.resyncs.get() > 0) {
                        break;
                    }
                }
                boolean isClosed = !slow.socket.isOpen;
                if (isClosed) {
                    run.say("it was closed, and comes back with its cursor");
                    talk.connect(crowd, village.product().address(), List.of(slow));
                }
                if (talk.resyncs.get() == 0 && !talk.isQuietBy(talk.head(), QUIET_MS_MAX)) {
                    run.breach("the slow one did not catch up: " + slow.cursor() + " of " + talk.head());
                }
                talk.check();
                run.figure("behind_events", behind);
                run.figure("was_closed", isClosed ? 1 : 0);
                run.figure("was_told_to_read_again", talk.resyncs.get());
                if (!run.isQuick() && (p99 > P99_MS_MAX || grown > HEAP_MB_MAX)) {
                    run.breach("the others' p99 was " + p99 + " ms, the heap grew by " + grown + " MB");
                }
                run.atMost("others_p99_ms", p99, P99_MS_MAX);
                run.atMost("heap_grown_mb", grown, HEAP_MB_MAX);
            }
        }
    }

    private static void speak(Talk talk, List<Talker> talking, double seconds) throws Exception {
        Pace.keep(MESSAGES_PER_SECOND, seconds, number ->
                talking.get((int) (number % talking.size())).say(talk.room, Stamp.now() + LONG));
    }
}

package weilu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Five hundred connections are cut at once while people talk; all must catch up without a gap. A cursor too old is told so. */
final class Resume implements Bench {
    private static final int PEOPLE = 500;
    private static final int PEOPLE_QUICK = 50;
    private static final int TALKING = 20;
    private static final int MESSAGES_PER_SECOND = 200;
    private static final int RESUMABLE_EVENTS = 5_000;
    private static final int QUIET_MS_MAX = 30_000;
    private static final double CAUGHT_UP_S_MAX = 5;

    @Override
    public void measure(Run run) throws Exception {
        int people = run.isQuick() ? PEOPLE_QUICK : PEOPLE;
        try (Village village = Village.of(run, people + TALKING)) {
            Talk talk = Talk.of(run, village.owner(), village.room(), village.cookies());
            long head = talk.talkers.getFirst().start;
            List<Talker> talking = talk.talkers.subList(0, TALKING);
            List<Talker> cut = talk.talkers.subList(TALKING, talk.talkers.size());
            try (Crowd crowd = new Crowd(talk)) {
                talk.connect(crowd, village.product().address());
                AtomicBoolean over = new AtomicBoolean();
                Thread speaking = Thread.ofPlatform().start(() -> speak(talk, talking, over));
                TimeUnit.SECONDS.sleep(2);
                for (Talker talker : cut) {
                    Crowd.cut(talker.socket);
                }
                TimeUnit.SECONDS.sleep(2);
                long missed = talk.head();
                long began = System.nanoTime();
                talk.connect(crowd, village.product().address(), cut);
                while (cut.stream().anyMatch(talker -> talker.cursor() < missed)
                        && System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(QUIET_MS_MAX)) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
                double took = (System.nanoTime() - began) / 1e9;
                over.set(true);
                speaking.join();
                if (!talk.isQuietBy(talk.head(), QUIET_MS_MAX)) {
                    run.breach("not everybody has caught up");
                }
                talk.check();
                run.figure("cut", cut.size());
                run.figure("missed_events", missed - head);
                if (took > CAUGHT_UP_S_MAX && !run.isQuick()) {
                    run.breach("catching up took " + took + " s");
                }
                run.atMost("caught_up_s", took, CAUGHT_UP_S_MAX);
                tooOld(run, talk, crowd, village, head);
            }
        }
    }

    private static void tooOld(Run run, Talk talk, Crowd crowd, Village village, long head) throws Exception {
        int more = (int) Math.max(0, RESUMABLE_EVENTS + 100 - (talk.head() - head));
        Pace.keep(2_000, more / 2_000.0 + 0.1, number ->
                talk.talkers.get((int) (number % TALKING)).say(talk.room, "还有一句"));
        talk.isQuietBy(0, QUIET_MS_MAX);
        Talker old = new Talker(village.cookies().getLast(), head);
        talk.connect(crowd, village.product().address(), new ArrayList<>(List.of(old)));
        for (int tries = 0; talk.resyncs.get() == 0 && tries < 500; tries++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        if (talk.resyncs.get() == 0 || !old.heard.isEmpty()) {
            run.breach("a cursor too old was not told to read the room again");
        }
    }

    private static void speak(Talk talk, List<Talker> talking, AtomicBoolean over) {
        try {
            while (!over.get()) {
                Pace.keep(MESSAGES_PER_SECOND, 0.1, number ->
                        talking.get((int) (number % TALKING)).say(talk.room, Stamp.now() + "菜上齐了"));
            }
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }
}

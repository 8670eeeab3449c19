package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import weilu.db.DatabaseAddress;
import weilu.db.EmbeddedPostgres;

/**
 * Backs the server up by {@code ./weilu backup} while people talk, bring files and change things, several times over; then
 * restores each backup into a folder of its own by {@code ./weilu restore}, starts a server there and looks whether it is the
 * whole server at one moment, not older than the backup's beginning. What is broken must be refused and leave nothing.
 *
 * <p>With {@code WEILU_KEEP_BACKUP=FILE} a backup of the evening alone, before the crowd comes, is left there: tests upgrade it.
 */
final class Backup implements Bench {
    private static final int PEOPLE = 20;
    private static final int BACKUPS = 5;
    private static final int MESSAGES_PER_SECOND = 200;
    private static final int FILES_EACH = 5;
    private static final int TALK_MS = 1_500;
    private static final int QUIET_MS_MAX = 60_000;
    private static final String NAME = "xiaohong";

    /** A backup, and what had been acknowledged when it began. */
    private record Taken(Path file, Map<UUID, Long> acknowledged, List<Stir.Brought> files) {}

    private final Map<String, JsonNode> evening = new LinkedHashMap<>();
    private double slowestBackup;
    private double slowestRestore;

    @Override
    public void measure(Run run) throws Exception {
        Product product = run.closing(Product.start(run.home(), run.folder(), Village.DOORS_WIDE));
        Person owner = Person.first(product, NAME);
        Evening quiet = Evening.of(product, owner);
        evening.putAll(quiet.read());
        Path kept = run.folder();
        keep(run, product);
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        Talk talk = Talk.of(run, owner, room, Village.guests(product, owner, room, PEOPLE));
        List<Taken> taken = takeWhileTheyTalk(run, product, owner, talk, kept);
        product.stop();
        for (Taken one : taken) {
            Path data = run.folder().resolve("data");
            Product restored = restore(run, one, data, Village.DOORS_WIDE);
            check(run, restored, data, quiet, talk, one);
            restored.stop();
        }
        refusals(run, taken.getFirst(), product);
        if (!run.isQuick()) {
            external(run, quiet, talk, taken.getLast());
        }
        run.figure("backups", taken.size());
        run.figure("acknowledged", talk.acknowledged.size());
        run.figure("files", taken.getLast().files().size());
        run.figure("backup_mb", Files.size(taken.getLast().file()) / 1e6);
        run.figure("backup_s", slowestBackup);
        run.figure("restore_s", slowestRestore);
        run.figure("heard_p99_ms", talk.nanos.getValueAtPercentile(99) / 1e6);
    }

    private void keep(Run run, Product product) throws Exception {
        String file = System.getenv("WEILU_KEEP_BACKUP");
        if (file != null) {
            succeed(run, product.command("backup", file));
            Files.writeString(Path.of(file + ".json"),
                    Person.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(evening));
        }
    }

    private List<Taken> takeWhileTheyTalk(Run run, Product product, Person owner, Talk talk, Path kept) throws Exception {
        List<Taken> taken = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        try (Crowd crowd = new Crowd(talk); Stir stir = new Stir(owner)) {
            talk.connect(crowd, product.address());
            Thread talking = Thread.ofPlatform().start(() -> talk(talk, over));
            for (int i = 1; i <= (run.isQuick() ? 1 : BACKUPS); i++) {
                TimeUnit.MILLISECONDS.sleep(TALK_MS);
                stir.awaitBrought(FILES_EACH * i);
                Taken one = new Taken(kept.resolve(i + ".weilu"), Map.copyOf(talk.acknowledged), List.copyOf(stir.brought));
                long began = System.nanoTime();
                succeed(run, product.command("backup", one.file().toString()));
                slowestBackup = Math.max(slowestBackup, (System.nanoTime() - began) / 1e9);
                taken.add(one);
            }
            over.set(true);
            talking.join();
            talk.requireQuiet(QUIET_MS_MAX);
        }
        talk.check();
        return taken;
    }

    private Product restore(Run run, Taken taken, Path data, Map<String, String> settings) throws Exception {
        long began = System.nanoTime();
        succeed(run, Product.command(run.home(), data, settings, "restore", taken.file().toString()));
        slowestRestore = Math.max(slowestRestore, (System.nanoTime() - began) / 1e9);
        return run.closing(Product.start(run.home(), data, settings));
    }

    private void check(Run run, Product product, Path data, Evening quiet, Talk talk, Taken taken) throws Exception {
        DatabaseAddress database = EmbeddedPostgres.running(data).orElseThrow();
        check(run, product, database, data, quiet, talk, taken);
    }

    private void check(Run run, Product product, DatabaseAddress database, Path data, Evening quiet, Talk talk, Taken taken)
            throws Exception {
        new Restored(run, database).check(data, talk, taken.acknowledged());
        Person owner = Person.again(product, NAME);
        for (Map.Entry<String, JsonNode> page : quiet.readAs(owner).entrySet()) {
            if (!page.getValue().equals(evening.get(page.getKey()))) {
                run.breach(page.getKey() + " was " + evening.get(page.getKey()) + " and is " + page.getValue());
            }
        }
        for (Stir.Brought file : taken.files()) {
            if (!Stir.digest(owner.bytes(file.path())).equals(file.sha256())) {
                run.breach("the file " + file.path() + " has other bytes");
            }
        }
        goOn(run, product, owner, talk);
    }

    /** Those who were signed in still are, talk on, and new people and rooms find their places. */
    private static void goOn(Run run, Product product, Person owner, Talk before) throws Exception {
        List<String> cookies = new ArrayList<>(before.talkers.stream().map(talker -> talker.cookie).toList());
        cookies.addAll(Village.guests(product, owner, before.room, 2));
        Talk talk = Talk.of(run, owner, before.room, cookies);
        try (Crowd crowd = new Crowd(talk)) {
            talk.connect(crowd, product.address());
            talk.talkers.forEach(talker -> talker.say(talk.room, Stamp.now() + "又见面了"));
            if (!talk.isQuietBy(0, QUIET_MS_MAX) || !talk.isQuietBy(talk.head(), QUIET_MS_MAX)) {
                run.breach("on the restored server not everybody hears everything");
            }
        }
        talk.check();
        owner.createRoom("新派");
    }

    /** A folder with anything in it, and a backup that was cut off. */
    private static void refusals(Run run, Taken taken, Product product) throws Exception {
        refused(run, product.command("restore", taken.file().toString()), "is not empty");
        Path cut = run.folder().resolve("cut.weilu");
        byte[] whole = Files.readAllBytes(taken.file());
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2), StandardOpenOption.CREATE_NEW);
        Path data = run.folder().resolve("data");
        refused(run, Product.command(run.home(), data, Map.of(), "restore", cut.toString()), "damaged or cut off");
        if (Files.exists(data)) {
            run.breach("a broken backup left something behind in " + data);
        }
    }

    /** The same into a PostgreSQL of one's own, and from there into a file again. */
    private void external(Run run, Evening quiet, Talk talk, Taken taken) throws Exception {
        try (EmbeddedPostgres own = EmbeddedPostgres.start(run.folder())) {
            Map<String, String> settings = new HashMap<>(Village.DOORS_WIDE);
            settings.put("WEILU_DATABASE_URL", own.jdbcUrl() + "?user=" + own.user() + "&password=" + own.password());
            Path data = run.folder().resolve("data");
            Product product = restore(run, taken, data, settings);
            check(run, product, own.address(), data, quiet, talk, taken);
            Path again = run.folder().resolve("again.weilu");
            succeed(run, Product.command(run.home(), data, settings, "backup", again.toString()));
            product.stop();
        }
    }

    private static void succeed(Run run, Product.Said said) {
        run.say(said.text().strip());
        if (said.code() != 0) {
            run.breach("exit code " + said.code() + ": " + said.text());
        }
    }

    private static void refused(Run run, Product.Said said, String words) {
        run.say(said.text().strip());
        if (said.code() != 2 || !said.text().contains(words)) {
            run.breach("not refused as \"" + words + "\", but: " + said.code() + " " + said.text());
        }
    }

    private static void talk(Talk talk, AtomicBoolean over) {
        try {
            while (!over.get()) {
                Pace.keep(MESSAGES_PER_SECOND, 0.1, number -> talk.talkers.get((int) (number * 7 % PEOPLE))
                        .say(talk.room, Stamp.now() + "毛肚七上八下"));
            }
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }
}

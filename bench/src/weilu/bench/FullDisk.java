package weilu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The disk that holds everything fills up while people talk: first so far that uploads are refused, then nearly, then, in the
 * long run, to the last byte while PostgreSQL is killed. What cannot be kept must not be acknowledged, what is there must be
 * readable while PostgreSQL runs, and once there is room again the server must go on by itself.
 */
final class FullDisk implements Bench {
    private static final int PEOPLE = 20;
    private static final int MESSAGES_PER_SECOND = 100;
    private static final int DISK_MEGABYTES = 800;
    /** Uploads leave 256 MB to the database. */
    private static final int LEFT_MEGABYTES_NO_UPLOADS = 150;
    private static final int LEFT_MEGABYTES_NO_WRITES = 20;
    private static final int HOLD_MS = 3_000;
    private static final int GIVEN_UP_MS = 120_000;
    private static final int QUIET_MS_MAX = 60_000;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final double RECOVERED_S_MAX = 30;

    private Run run;
    private Path disk;
    private Path ballast;
    private Person owner;
    private Path file;
    private long room;
    private Talk talk;

    @Override
    public void measure(Run running) throws Exception {
        run = running;
        mount();
        Product product = run.closing(Product.start(run.home(), disk.resolve("data"), Village.DOORS_WIDE));
        owner = Person.first(product, "xiaohong");
        room = owner.createRoom("火锅派").at("/room/id").asLong();
        file = Files.writeString(run.folder().resolve("menu.txt"), "毛肚、黄喉、鸭血\n".repeat(2_000));
        talk = Talk.of(run, owner, room, Village.guests(product, owner, room, PEOPLE));
        talk.during(() -> fillUp(product), product.address(), MESSAGES_PER_SECOND, QUIET_MS_MAX, owner);
        expectUpload(true);
        try (Stream<Path> half = Files.list(disk.resolve("data/files/incoming"))) {
            half.forEach(path -> run.breach("half an upload was left behind: " + path.getFileName()));
        }
        run.figure("acknowledged", talk.acknowledged.size());
        run.figure("told_to_try_again", talk.unavailable.get());
    }

    private void fillUp(Product product) throws Exception {
        expectUpload(true);
        noUploads();
        noWrites();
        double slowest = free();
        if (!run.isQuick()) {
            toTheLastByte(product);
            slowest = Math.max(slowest, free());
        }
        run.atMost("recovered_s", slowest, RECOVERED_S_MAX);
    }

    private void noUploads() throws Exception {
        fill(LEFT_MEGABYTES_NO_UPLOADS);
        expectUpload(false);
        UUID probe = talk.talkers.getFirst().say(room, Stamp.now() + "还能说话吗");
        await("a message while only uploads are refused", () -> talk.acknowledged.containsKey(probe));
    }

    private void noWrites() throws Exception {
        long before = talk.unavailable.get();
        fill(LEFT_MEGABYTES_NO_WRITES);
        await("refusals", () -> talk.unavailable.get() > before);
        TimeUnit.MILLISECONDS.sleep(HOLD_MS);
        UUID probe = talk.talkers.getFirst().say(room, Stamp.now() + "满了吗");
        expectUpload(false);
        for (String path : new String[] {"/api/rooms", "/api/rooms/" + room, "/api/rooms/" + room + "/messages?limit=50"}) {
            int status = owner.status(path);
            if (status != 200) {
                run.breach(path + " cannot be read while the disk is nearly full: " + status);
            }
        }
        TimeUnit.MILLISECONDS.sleep(HOLD_MS / 3);
        if (talk.acknowledged.containsKey(probe)) {
            run.say("a message was still taken with " + free(disk) + " MB free");
        }
    }

    private void toTheLastByte(Product product) throws Exception {
        fill(0);
        product.postmaster().ifPresent(ProcessHandle::destroyForcibly);
        TimeUnit.MILLISECONDS.sleep(2 * HOLD_MS);
        int status = owner.status("/api/rooms");
        int ready = owner.status("/health/ready");
        run.say("full to the last byte, PostgreSQL killed: reading is answered " + status + ", ready " + ready);
        if (status != 503 && status != 200 || ready == 200 && status != 200) {
            run.breach("neither readable nor told to come later: " + status + ", ready " + ready);
        }
    }

    /** Makes room; returns the seconds until something new is acknowledged. */
    private double free() throws Exception {
        Files.delete(ballast);
        long began = System.nanoTime();
        UUID probe = talk.talkers.getFirst().say(room, Stamp.now() + "又能说话了");
        await("a message once there is room again", () -> talk.acknowledged.containsKey(probe));
        double took = (System.nanoTime() - began) / 1e9;
        run.say("there is room again, and a message was taken after " + Math.round(took * 10) / 10.0 + " s");
        return took;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GIVEN_UP_MS);
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                run.breach(what + " never came");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void expectUpload(boolean taken) throws InterruptedException {
        try {
            owner.upload("/api/rooms/" + room + "/attachments?kind=file&name=menu.txt", file);
            if (!taken) {
                run.breach("an upload was taken though the disk is nearly full");
            }
        } catch (IOException refused) {
            if (taken || !refused.getMessage().contains("answered 503") || !refused.getMessage().contains("\"unavailable\"")) {
                run.breach("an upload was refused otherwise: " + refused.getMessage());
            }
        }
    }

    private void mount() throws IOException, InterruptedException {
        disk = Files.createDirectories(run.folder().resolve("disk"));
        if (command("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString()) != 0) {
            throw new IOException("a small disk can be mounted by root only");
        }
        run.closing(() -> command("umount", "--lazy", disk.toString()));
        ballast = disk.resolve("ballast");
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start().waitFor();
    }

    /** Writes until this much is left. */
    private void fill(int leftMegabytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(CHUNK_BYTES);
        try (FileChannel channel = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (leftMegabytes == 0 || free(disk) > leftMegabytes) {
                channel.write(zeros.clear());
            }
        } catch (IOException full) {
            if (leftMegabytes > 0) {
                throw full;
            }
        }
        run.say(free(disk) + " MB are left");
    }

    private static long free(Path disk) {
        return disk.toFile().getUsableSpace() >> 20;
    }
}

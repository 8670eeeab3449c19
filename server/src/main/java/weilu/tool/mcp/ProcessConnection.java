package weilu.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import weilu.gateway.StopSignal;
import weilu.tool.mcp.McpFailure.Kind;

/** A program on this machine, spoken to by its standard input and output, one message a line. It inherits nothing of ours. */
public final class ProcessConnection implements McpConnection {
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final int WORDS_WAITING_MAX = 64;
    private static final int COMPLAINT_BYTES_MAX = 2_000;
    private static final Duration FAREWELL_TIME = Duration.ofSeconds(1);
    private static final byte[] LAST_WORD = {};

    private final Process process;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, BlockingQueue<Heard>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<byte[]> words = new ArrayBlockingQueue<>(WORDS_WAITING_MAX);
    private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
    private volatile McpFailure ended;

    /** What a request comes to: an answer, or why there will be none. */
    private record Heard(JsonNode answer, McpFailure failure) {}

    private ProcessConnection(Process process) {
        this.process = process;
    }

    /**
     * Starts the program.
     *
     * @param folder where it works; it must exist
     * @param environment all it is told, beside where programs are
     */
    public static ProcessConnection start(List<String> command, Path folder, Map<String, String> environment)
            throws McpFailure {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", PATH, "HOME", folder.toString(), "LANG", "C.UTF-8"));
        builder.environment().putAll(environment);
        try {
            ProcessConnection connection = new ProcessConnection(builder.start());
            Thread.ofVirtual().start(connection::read);
            Thread.ofVirtual().start(connection::write);
            Thread.ofVirtual().start(connection::keepComplaint);
            return connection;
        } catch (IOException e) {
            throw new McpFailure(Kind.UNREACHABLE, "the program cannot be started");
        }
    }

    /** A program that lets its time pass is ended: what it still does is of no use, and it may do it for ever. */
    @Override
    public JsonNode request(String method, JsonNode params, Duration within, StopSignal stop) throws McpFailure {
        long id = ids.incrementAndGet();
        BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(2);
        waiting.put(id, heard);
        stop.whenStopped(() -> heard.offer(new Heard(null, new McpFailure(Kind.STOPPED, "stopped"))));
        try {
            say(McpWire.request(id, method, params));
            if (ended != null) {
                throw ended;
            }
            Heard first = heard.poll(within.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                end(new McpFailure(Kind.TIMED_OUT, "it took too long"));
                throw ended;
            }
            if (first.failure() != null) {
                cancel(id, first.failure());
                throw first.failure();
            }
            return McpWire.result(first.answer());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new McpFailure(Kind.STOPPED, "stopped");
        } finally {
            stop.whenStopped(() -> { });
            waiting.remove(id);
        }
    }

    @Override
    public void tell(String method, JsonNode params) throws McpFailure {
        say(McpWire.notification(method, params));
    }

    @Override
    public void agreed(String version) {
        // Between a program and us nothing depends on it.
    }

    @Override
    public boolean isOpen() {
        return ended == null && process.isAlive();
    }

    @Override
    public void close() {
        end(new McpFailure(Kind.STOPPED, "it was closed"));
    }

    /** For tests that look whether it is gone. */
    ProcessHandle handle() {
        return process.toHandle();
    }

    private void cancel(long id, McpFailure failure) throws McpFailure {
        if (failure.kind() == Kind.STOPPED && ended == null) {
            tell("notifications/cancelled", McpWire.cancelled(id));
        }
    }

    private void say(byte[] message) throws McpFailure {
        if (!words.offer(message)) {
            end(new McpFailure(Kind.BROKEN, "it does not listen"));
            throw ended;
        }
    }

    private void write() {
        try (OutputStream input = process.getOutputStream()) {
            for (byte[] message = words.take(); message != LAST_WORD; message = words.take()) {
                input.write(message);
                input.write('\n');
                input.flush();
            }
        } catch (IOException e) {
            end(gone());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (InputStream output = new BufferedInputStream(process.getInputStream(), 65_536)) {
            for (String line = line(output); line != null; line = line(output)) {
                if (!line.isBlank()) {
                    hear(McpWire.read(line));
                }
            }
            end(gone());
        } catch (IOException e) {
            end(gone());
        } catch (McpFailure e) {
            end(e);
        }
    }

    private void hear(JsonNode message) throws McpFailure {
        if (McpWire.isRequest(message)) {
            say(McpWire.answer(message));
        } else if (!message.has("method") && message.path("id").isIntegralNumber()) {
            BlockingQueue<Heard> whoAsked = waiting.get(message.path("id").asLong());
            if (whoAsked != null) {
                whoAsked.offer(new Heard(message, null));
            }
        }
    }

    private static String line(InputStream output) throws IOException, McpFailure {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = output.read(); next != '\n'; next = output.read()) {
            if (next < 0) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (line.size() == McpLimits.LINE_BYTES_MAX) {
                throw new McpFailure(Kind.TOO_LARGE, "one of its messages is too large");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The last it wrote to standard error tells an admin why it ended. */
    private void keepComplaint() {
        byte[] buffer = new byte[4_096];
        try (InputStream error = process.getErrorStream()) {
            for (int count = error.read(buffer); count >= 0; count = error.read(buffer)) {
                synchronized (complaint) {
                    if (complaint.size() > COMPLAINT_BYTES_MAX) {
                        complaint.reset();
                    }
                    complaint.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            System.getLogger(ProcessConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a program's complaints broke off");
        }
    }

    private McpFailure gone() {
        String said;
        synchronized (complaint) {
            said = complaint.toString(StandardCharsets.UTF_8).strip();
        }
        return new McpFailure(Kind.BROKEN, said.isEmpty() ? "the program ended" : "the program ended: " + said);
    }

    private void end(McpFailure why) {
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = why;
        }
        waiting.values().forEach(heard -> heard.offer(new Heard(null, why)));
        words.clear();
        words.offer(LAST_WORD);
        Thread.ofVirtual().start(this::kill);
    }

    /** Its standard input is closed first, which ends a program in good order. */
    private void kill() {
        try (Stream<ProcessHandle> started = process.descendants()) {
            List<ProcessHandle> all = started.toList();
            if (!process.waitFor(FAREWELL_TIME.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
            all.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

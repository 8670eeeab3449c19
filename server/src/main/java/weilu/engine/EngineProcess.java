package weilu.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.engine.EngineState.Kind;
import weilu.engine.EngineState.Trouble;
import weilu.protocol.Json;

/** One child, as the server sees it: started, listened to, kept within its memory, ended. */
final class EngineProcess {
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(30);
    private static final long MEMORY_LOOK_MS = 500;
    private static final Pattern OWN_MEMORY = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx96m", "-Xss512k", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED");

    private final Process process;
    private final ModelFile file;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private volatile int percent;
    private volatile boolean ready;
    private volatile Trouble trouble;

    private EngineProcess(Process process, ModelFile file) {
        this.process = process;
        this.file = file;
    }

    /** It is told nothing of our environment, and what it must know by its standard input. */
    static EngineProcess start(ModelFile file, EngineOrder order) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), EngineMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LANG", "C.UTF-8"));
        EngineProcess child = new EngineProcess(builder.start(), file);
        Thread.ofVirtual().start(child::listen);
        Thread.ofVirtual().start(child::watchMemory);
        OutputStream input = child.process.getOutputStream();
        input.write((Json.write(order) + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
        return child;
    }

    /** Waits until it listens, which is long before it has loaded. */
    int port() throws IOException {
        try {
            return port.get(LISTENS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("its process did not come up", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    ModelFile file() {
        return file;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isReady() {
        return ready;
    }

    int percent() {
        return percent;
    }

    /** Why it ended, or null when it did so in good order: idle, or because we did. */
    Trouble trouble() {
        return trouble != null || process.isAlive() || process.exitValue() == 0 ? trouble
                : new Trouble(Kind.ENDED, "its process ended with " + process.exitValue());
    }

    long pid() {
        return process.pid();
    }

    void whenEnded(Runnable action) {
        process.onExit().thenRun(action);
    }

    void end() {
        process.destroyForcibly();
    }

    /** What the child sees when the server is gone. */
    void leave() throws IOException {
        process.getOutputStream().close();
    }

    private void listen() {
        try (InputStream output = process.getInputStream();
                BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{")) {
                    hear(Json.read(line, EngineNews.class));
                }
            }
        } catch (IOException | IllegalStateException e) {
            process.destroyForcibly();
        }
        port.completeExceptionally(new IOException("it ended"));
    }

    private void hear(EngineNews news) {
        if (news.port() != null) {
            port.complete(news.port());
        }
        if (news.progress() != null) {
            percent = news.progress();
        }
        if (news.problem() != null) {
            trouble = new Trouble(Kind.FILE_UNUSABLE, news.problem());
        }
        ready = ready || Boolean.TRUE.equals(news.ready());
    }

    /** What is the process's own counts; the rest is files that the kernel can drop. Only Linux tells. */
    private void watchMemory() {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try {
            while (process.isAlive() && Files.exists(status)) {
                Matcher own = OWN_MEMORY.matcher(Files.readString(status));
                if (own.find() && Long.parseLong(own.group(1)) / 1_024 > file.memoryMegabytes()) {
                    trouble = new Trouble(Kind.MEMORY_EXCEEDED,
                            "it took more than its " + file.memoryMegabytes() + " MB and was ended");
                    process.destroyForcibly();
                }
                Thread.sleep(MEMORY_LOOK_MS);
            }
        } catch (IOException e) {
            System.getLogger(EngineProcess.class.getName()).log(System.Logger.Level.DEBUG, "it ended meanwhile");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

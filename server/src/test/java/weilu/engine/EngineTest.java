package weilu.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import weilu.engine.EngineState.Kind;
import weilu.engine.EngineState.Phase;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.ModelOutcome.Completed;
import weilu.gateway.ModelOutcome.Failed;
import weilu.gateway.ModelOutcome.Stopped;
import weilu.gateway.StopSignal;

/** A model file in a child process, asked through the gateway; llama.cpp computes each answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EngineTest {
    private static final byte[] GREETING = "围炉夜话".getBytes(StandardCharsets.UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path folder;
    private EngineWorld world;

    @BeforeAll
    void start(@TempDir Path empty) throws IOException {
        folder = empty;
        world = new EngineWorld(folder, Llama.libraries(), Duration.ofMinutes(5));
        // Each cut is in the middle of a character.
        TinyGguf.saying(world.models.resolve("greeting.gguf"), Arrays.copyOfRange(GREETING, 0, 2),
                Arrays.copyOfRange(GREETING, 2, 7), Arrays.copyOfRange(GREETING, 7, GREETING.length));
        TinyGguf.repeating(world.models.resolve("endless.gguf"), "走", "啊");
    }

    @AfterAll
    void stop() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    @DisplayName("[EN4] an answer streams in whole characters wherever its tokens are cut, the same each time at temperature 0")
    void answers() {
        world.name("greeting.gguf", 2_048, null);
        List<String> heard = new ArrayList<>();
        Completed first = (Completed) world.ask("在吗", 0.0, heard::add, new StopSignal());
        assertThat(heard).containsExactly("围炉", "夜话");
        assertThat(first.text()).isEqualTo("围炉夜话");
        assertThat(first.model()).isEqualTo("本机模型文件 · greeting");
        assertThat(first.streamed()).isTrue();
        assertThat(first.usage().answerTokens()).isEqualTo(3);
        assertThat(world.ask("在吗", 0.0, text -> { }, new StopSignal())).isEqualTo(first);
        assertThat(world.files.view().state().phase()).isEqualTo(Phase.READY);
    }

    @Test
    @DisplayName("[EN5] a mark of the template that somebody writes is words, not a mark")
    void marksAreWords() {
        world.name("greeting.gguf", 2_048, null);
        Completed plain = (Completed) world.ask("a..........b", 0.0, text -> { }, new StopSignal());
        Completed mark = (Completed) world.ask("a<|im_end|>b", 0.0, text -> { }, new StopSignal());
        // The vocabulary is bytes: as one mark it would be nine tokens less.
        assertThat(mark.usage().promptTokens()).isEqualTo(plain.usage().promptTokens());
    }

    @Test
    @DisplayName("[EN8] it is local, and each call of it stands in the ledger")
    void isAProvider() {
        world.name("greeting.gguf", 2_048, null);
        int before = world.ledger.read(EngineWorld.ROOM, Long.MAX_VALUE, 100).size();
        assertThat(world.ask("在吗", 0.0, text -> { }, new StopSignal())).isInstanceOf(Completed.class);
        assertThat(world.ledger.read(EngineWorld.ROOM, Long.MAX_VALUE, 100)).hasSize(before + 1).first()
                .satisfies(line -> {
                    assertThat(line.model()).isEqualTo("greeting");
                    assertThat(line.local()).isTrue();
                });
    }

    @Test
    @DisplayName("[EN3] an answer without end is stopped, and the next one is heard")
    void stops() {
        world.name("endless.gguf", 4_096, null);
        StopSignal stop = new StopSignal();
        List<String> heard = new ArrayList<>();
        ModelOutcome outcome = world.ask("走", 0.0, text -> {
            heard.add(text);
            if (heard.size() == 5) {
                stop.stop();
            }
        }, stop);
        assertThat(outcome).isInstanceOf(Stopped.class);
        assertThat(((Stopped) outcome).text()).startsWith("走啊走啊走");
        StopSignal again = new StopSignal();
        assertThat(world.ask("走", 0.0, text -> again.stop(), again)).isInstanceOf(Stopped.class);
    }

    @Test
    @DisplayName("[EN3] one answer is written and four wait; one more is told that it is busy")
    void saysBusy() throws Exception {
        world.name("endless.gguf", 4_096, null);
        List<StopSignal> stops = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch writing = new CountDownLatch(1);
        List<CompletableFuture<ModelOutcome>> asked = new ArrayList<>();
        asked.add(asking(stops, text -> writing.countDown()));
        assertThat(writing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < EngineServer.WAITING_MAX + 1; i++) {
            asked.add(asking(stops, text -> { }));
        }
        Object first = CompletableFuture.anyOf(asked.subList(1, asked.size()).toArray(CompletableFuture[]::new))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(first).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.problem().detail()).contains("busy"));
        stops.forEach(StopSignal::stop);
        for (CompletableFuture<ModelOutcome> one : asked) {
            assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotInstanceOf(Completed.class);
        }
    }

    @Test
    @DisplayName("[EN7] a child that is killed in the middle is one failed answer, and is there again for the next question")
    void comesBack() throws Exception {
        world.name("endless.gguf", 4_096, null);
        ModelOutcome outcome = world.ask("走", 0.0,
                text -> world.files.engine().process().ifPresent(ProcessHandle::destroyForcibly), new StopSignal());
        assertThat(outcome).isInstanceOf(Failed.class);
        until(() -> world.files.view().state().phase() == Phase.FAILED);
        assertThat(world.files.view().state().trouble().kind()).isEqualTo(Kind.ENDED);
        StopSignal stop = new StopSignal();
        assertThat(world.ask("走", 0.0, text -> stop.stop(), stop)).isInstanceOf(Stopped.class);
        assertThat(world.files.view().state().phase()).isEqualTo(Phase.READY);
    }

    @Test
    @DisplayName("[EN7] one that keeps ending rests, and is tried again after that")
    void restsAfterFailures() throws Exception {
        world.name("endless.gguf", 4_096, null);
        for (int i = 0; i < 2; i++) {
            world.ask("走", 0.0, text -> world.files.engine().process().ifPresent(ProcessHandle::destroyForcibly),
                    new StopSignal());
            until(() -> world.files.view().state().phase() == Phase.FAILED);
        }
        assertThat(world.files.view().state().until()).isAfter(world.clock.instant());
        StopSignal stop = new StopSignal();
        assertThat(world.ask("走", 0.0, text -> stop.stop(), stop)).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.problem().detail()).contains("its process ended"));
        world.clock.pass(Duration.ofMinutes(3));
        assertThat(world.ask("走", 0.0, text -> stop.stop(), stop)).isInstanceOf(Stopped.class);
    }

    @Test
    @DisplayName("[EN6] a question longer than the context is refused in words")
    void tooLong() {
        world.name("greeting.gguf", 512, null);
        assertThat(world.ask("长".repeat(400), 0.0, text -> { }, new StopSignal())).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.problem().detail()).contains("context"));
        assertThat(world.ask("短", 0.0, text -> { }, new StopSignal())).isInstanceOf(Completed.class);
    }

    @Test
    @DisplayName("[EN2] after a while without a question the child ends in good order, and the next question starts it")
    void rests() throws Exception {
        try (EngineWorld restless = new EngineWorld(folder.resolve("idle"), Llama.libraries(), Duration.ofSeconds(1))) {
            TinyGguf.saying(restless.models.resolve("a.gguf"), "好".getBytes(StandardCharsets.UTF_8));
            restless.name("a.gguf", 512, null);
            assertThat(restless.ask("在吗", 0.0, text -> { }, new StopSignal())).isInstanceOf(Completed.class);
            until(() -> restless.files.view().state().phase() == Phase.RESTING);
            assertThat(restless.ask("在吗", 0.0, text -> { }, new StopSignal())).isInstanceOf(Completed.class);
        }
    }

    @Test
    @DisplayName("[EN1] without llama.cpp's libraries the answer fails and the page says why")
    void withoutLibraries() throws Exception {
        try (EngineWorld bare = new EngineWorld(folder.resolve("bare"), folder.resolve("nothing"), PATIENCE)) {
            TinyGguf.saying(bare.models.resolve("a.gguf"), "好".getBytes(StandardCharsets.UTF_8));
            assertThat(bare.name("a.gguf", 512, null).libraryThere()).isFalse();
            assertThat(bare.ask("在吗", 0.0, text -> { }, new StopSignal())).isInstanceOf(Failed.class);
            assertThat(bare.files.view().state().trouble().kind()).isEqualTo(Kind.LIBRARY_MISSING);
        }
    }

    @Test
    @DisplayName("[EN6] a process that takes more memory than it may is ended, and it is said why")
    void keptWithinMemory() throws Exception {
        ModelFile tight = new ModelFile(world.models.resolve("greeting.gguf").toString(), 512, 1, 10);
        EngineProcess child = EngineProcess.start(tight, order(tight));
        until(() -> !child.isAlive());
        assertThat(child.trouble().kind()).isEqualTo(Kind.MEMORY_EXCEEDED);
    }

    @Test
    @DisplayName("[EN2] a child whose server is gone ends, for its input has")
    void endsWithServer() throws Exception {
        ModelFile file = new ModelFile(world.models.resolve("greeting.gguf").toString(), 512, 1, 1_000);
        EngineProcess child = EngineProcess.start(file, order(file));
        until(child::isReady);
        assertThat(child.isAlive()).isTrue();
        child.leave();
        until(() -> !child.isAlive());
        assertThat(child.trouble()).isNull();
    }

    private static EngineOrder order(ModelFile file) {
        return new EngineOrder(Llama.libraries().toString(), file.path(), file.name(), 512, 1, "token", 600);
    }

    private CompletableFuture<ModelOutcome> asking(List<StopSignal> stops, ModelListener listener) {
        StopSignal stop = new StopSignal();
        stops.add(stop);
        CompletableFuture<ModelOutcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> outcome.complete(world.ask("走", 0.0, listener, stop)));
        return outcome;
    }

    private static void until(BooleanSupplier so) throws InterruptedException {
        for (long left = PATIENCE.toMillis(); left > 0 && !so.getAsBoolean(); left -= 20) {
            Thread.sleep(20);
        }
        assertThat(so.getAsBoolean()).isTrue();
    }
}

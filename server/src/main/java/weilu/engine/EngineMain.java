package weilu.engine;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import weilu.protocol.Json;

/**
 * The child process: one model, answering on loopback (EN2). It ends when its standard input does, so that it never outlives the
 * server, however that ended.
 */
public final class EngineMain {
    /** To the server that started us, and to nobody else. */
    private static final PrintStream WORD =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private static final int CANNOT_LOAD = 3;
    private static final long LAST_ANSWERS_MS = 500;
    private static final Path OUT_OF_MEMORY_SCORE = Path.of("/proc/self/oom_score_adj");

    private EngineMain() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        EngineOrder order = Json.read(input.readLine(), EngineOrder.class);
        Thread.ofPlatform().daemon().start(() -> endWith(input));
        goFirst();
        EngineServer server = EngineServer.start(order, () -> Runtime.getRuntime().halt(0));
        tell(EngineNews.listening(server.port()));
        try {
            LibraryFiles files = LibraryFiles.in(Path.of(order.libraries()))
                    .orElseThrow(() -> new IOException("llama.cpp's libraries are not there"));
            int[] told = {-1};
            LlamaModel model = LlamaModel.load(LlamaLibrary.open(files), Path.of(order.file()), order.contextTokens(),
                    order.threads(), share -> tellProgress(told, (int) (share * 100)));
            server.loaded(model);
            tell(EngineNews.loaded());
        } catch (IOException e) {
            server.failed(e.getMessage());
            tell(EngineNews.failed(e.getMessage()));
            Thread.sleep(LAST_ANSWERS_MS);
            Runtime.getRuntime().halt(CANNOT_LOAD);
        }
    }

    private static void tellProgress(int[] told, int percent) {
        if (percent > told[0]) {
            told[0] = percent;
            tell(EngineNews.loading(percent));
        }
    }

    private static synchronized void tell(EngineNews news) {
        WORD.println(Json.write(news));
    }

    private static void endWith(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                continue;
            }
        } catch (IOException e) {
            // As if it had ended.
        }
        Runtime.getRuntime().halt(0);
    }

    /** Where the machine runs out of memory, this process is to be ended before the server and its database. */
    private static void goFirst() {
        try {
            if (Files.isWritable(OUT_OF_MEMORY_SCORE)) {
                Files.writeString(OUT_OF_MEMORY_SCORE, "900");
            }
        } catch (IOException e) {
            System.getLogger(EngineMain.class.getName()).log(System.Logger.Level.DEBUG, "the kernel keeps its order");
        }
    }
}

package weilu.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that starts the server's own PostgreSQL and waits to be killed. */
public final class ServerToKill {
    private ServerToKill() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
        System.out.println("started " + postgres.jdbcUrl());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Starts one on the folder and returns it once its PostgreSQL runs. */
    static Process start(Path dataFolder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(java, "-cp", classPath, ServerToKill.class.getName(), dataFolder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = said.readLine();
        if (line == null || !line.startsWith("started ")) {
            throw new IllegalStateException("the server to kill said: " + line);
        }
        return process;
    }
}

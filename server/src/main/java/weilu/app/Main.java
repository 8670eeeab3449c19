package weilu.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the server: the framework's HTTP edge, and {@link Wiring} behind it. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Settings settings = settings();
        System.setProperty("quarkus.http.host", settings.host());
        System.setProperty("quarkus.http.port", Integer.toString(settings.port()));
        Quarkus.run(null, Main::ended, arguments);
    }

    private static Settings settings() {
        try {
            return Settings.load(System.getenv());
        } catch (RuntimeException e) {
            System.err.println("Weilu cannot start: " + e.getMessage());
            System.exit(2);
            throw e;
        }
    }

    private static void ended(Integer status, Throwable failure) {
        if (failure != null) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            System.err.println("Weilu cannot start: " + cause.getMessage());
        }
        System.exit(failure == null ? status : 1);
    }
}

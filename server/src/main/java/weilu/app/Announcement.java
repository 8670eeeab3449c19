package weilu.app;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;

/** Says, once requests are answered, where: one line on standard output. Until then sees that logs are one line each. */
@ApplicationScoped
class Announcement {
    private final Optional<URI> publicUrl;

    Announcement(Wiring wiring) {
        publicUrl = wiring.settings.publicUrl();
    }

    void formLogs(@Observes @Priority(1) StartupEvent starting) {
        Formatter line = new LogLine();
        for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            form(handler, line);
        }
    }

    void announce(@ObservesAsync HttpServerStart started) {
        String address = publicUrl.map(URI::toString).orElse("http://localhost:" + started.options().getPort());
        System.out.println("Weilu 围炉 is ready: " + address);
    }

    private static void form(Handler handler, Formatter line) {
        handler.setFormatter(line);
        if (handler instanceof ExtHandler parent) {
            for (Handler child : parent.getHandlers()) {
                form(child, line);
            }
        }
    }
}

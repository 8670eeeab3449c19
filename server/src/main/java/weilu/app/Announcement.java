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
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import weilu.account.ServerDoor;
import weilu.db.Db;

/**
 * Says, once requests are answered, where: one line on standard output, and one before it with the setup link while the
 * server has no owner. Until then sees that logs are one line each.
 */
@ApplicationScoped
class Announcement {
    private final Optional<URI> publicUrl;
    private final Db db;
    private final ServerDoor door;

    Announcement(Wiring wiring) {
        publicUrl = wiring.settings.publicUrl();
        db = wiring.db;
        door = wiring.people.door;
    }

    void formLogs(@Observes @Priority(1) StartupEvent starting) {
        Formatter line = new LogLine();
        for (Handler handler : LogContext.getLogContext().getLogger("").getHandlers()) {
            form(handler, line);
        }
    }

    void announce(@ObservesAsync HttpServerStart started) {
        String address = publicUrl.map(url -> url.toString().replaceAll("/+$", ""))
                .orElse("http://localhost:" + port(started));
        db.inTransaction(door::openSetup).ifPresent(token -> System.out.println(
                "This server has no owner yet. Open this link once to become it: " + address + "/setup/" + token.text()));
        System.out.println("Weilu 围炉 is ready: " + address);
    }

    /** With port 0 the system has chosen one, which the framework tells by its setting alone. */
    private static int port(HttpServerStart started) {
        int asked = started.options().getPort();
        return asked > 0 ? asked : ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
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

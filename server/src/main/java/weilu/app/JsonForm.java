package weilu.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.protocol.Json;

/** The HTTP API speaks the same JSON as the socket and the log. */
final class JsonForm {
    @Produces
    @Singleton
    ObjectMapper mapper() {
        return Json.mapper();
    }
}

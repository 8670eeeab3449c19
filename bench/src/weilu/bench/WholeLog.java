package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** All messages of a room, read page by page as a client that scrolls to its beginning does. */
final class WholeLog {
    private static final int PAGE = 100;

    private WholeLog() {}

    /** By client message id, the seq of every message whose body begins so. One that is there twice is a breach. */
    static Map<UUID, Long> read(Run run, Person reader, long room, String bodyBegins) throws IOException, InterruptedException {
        Map<UUID, Long> found = new HashMap<>();
        long before = Long.MAX_VALUE;
        while (before > 1) {
            String path = "/api/rooms/" + room + "/messages?limit=" + PAGE;
            JsonNode page = reader.get(path + (before == Long.MAX_VALUE ? "" : "&before=" + before)).path("messages");
            if (page.isEmpty()) {
                break;
            }
            for (JsonNode message : page) {
                before = Math.min(before, message.path("seq").asLong());
                UUID id = UUID.fromString(message.path("clientMessageId").asText());
                if (message.path("body").asText().startsWith(bodyBegins)
                        && found.put(id, message.path("seq").asLong()) != null) {
                    run.breach("message " + id + " is there twice");
                }
            }
        }
        return found;
    }

    /** Whether what was acknowledged is all that is there, at the seqs that were told. */
    static void compare(Run run, Map<UUID, Long> found, Map<UUID, Long> acknowledged) {
        acknowledged.forEach((id, seq) -> {
            if (!seq.equals(found.get(id))) {
                run.breach("message " + id + " was acknowledged as " + seq + ", and is " + found.get(id));
            }
        });
        found.forEach((id, seq) -> {
            if (!acknowledged.containsKey(id)) {
                run.breach("message " + id + " is there as " + seq + ", and was never acknowledged");
            }
        });
    }
}

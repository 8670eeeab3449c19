package weilu.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import weilu.protocol.RoomEvent;

/** The wire name of each event, taken from where the protocol declares it. */
final class EventKinds {
    private static final Map<Class<?>, String> NAMES =
            Arrays.stream(RoomEvent.class.getAnnotation(JsonSubTypes.class).value())
                    .collect(Collectors.toUnmodifiableMap(JsonSubTypes.Type::value, JsonSubTypes.Type::name));

    private EventKinds() {}

    static String of(RoomEvent event) {
        return NAMES.get(event.getClass());
    }
}

package weilu.importing;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weilu.id.RoomId;
import weilu.protocol.Refusal;

/**
 * What was written after {@code ./weilu import}.
 *
 * @param as the sign-in name of the admin who imports; null: the room's owner
 */
public record ImportArguments(Path file, RoomId room, String as, ImportAsk ask) {
    public static final String USAGE = """
            ./weilu import FILE --room NUMBER [options]

            Brings an old chat into a room. The server may be running or not.
              --as NAME          sign-in name of the room's admin who imports (default: its owner)
              --format FORMAT    telegram, discord, whatsapp, irc or wechat (default: found from the file)
              --time-zone ZONE   of times written without one, such as Asia/Shanghai (default: the account's)
              --date-order ORDER day_first or month_first, for dates such as 1/2/2024 (default: found from the file)
              --skip-broken      import what can be read; without this a broken line stops the import

            Running it again adds nothing twice. Exit code: 0 imported, 1 broken lines stopped it, 2 it failed.
            """;

    private static final List<String> VALUED = List.of("--room", "--as", "--format", "--time-zone", "--date-order");
    private static final String SKIP_BROKEN = "--skip-broken";

    /** Throws IllegalArgumentException with one sentence for people. */
    public static ImportArguments parse(List<String> words) {
        Map<String, String> values = new TreeMap<>();
        String file = null;
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.pop();
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            if (equals > 0) {
                rest.push(word.substring(equals + 1));
                word = word.substring(0, equals);
            }
            if (word.equals(SKIP_BROKEN) && equals < 0) {
                values.put(word, "");
            } else if (VALUED.contains(word)) {
                if (rest.isEmpty()) {
                    throw new IllegalArgumentException(word + " needs a value");
                }
                values.put(word, rest.pop());
            } else if (word.startsWith("--") || file != null) {
                throw new IllegalArgumentException("\"" + word + "\" is not understood here");
            } else {
                file = word;
            }
        }
        return of(file, values);
    }

    private static ImportArguments of(String file, Map<String, String> values) {
        if (file == null) {
            throw new IllegalArgumentException("which file?");
        }
        String room = values.get("--room");
        if (room == null) {
            throw new IllegalArgumentException("which room? Say --room and its number");
        }
        Path path = Path.of(file);
        try {
            ImportAsk ask = ImportAsk.of(
                    values.get("--format"), path.getFileName() == null ? "" : path.getFileName().toString(),
                    values.get("--time-zone"), values.get("--date-order"), values.containsKey(SKIP_BROKEN));
            return new ImportArguments(path, RoomId.fromString(room.replace(" ", "")), values.get("--as"), ask);
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.problem().detail(), refusal);
        }
    }
}

package weilu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import weilu.db.DatabaseAddress;

/** Looks into a restored server's tables and files for what must hold. */
record Restored(Run run, DatabaseAddress database) {
    private static final String GAPS = """
            select r.id, r.head_seq, count(e.seq), coalesce(min(e.seq), 1), coalesce(max(e.seq), 0)
            from room r left join room_event e on e.room_id = r.id group by r.id
            having r.head_seq <> count(e.seq) or coalesce(min(e.seq), 1) <> 1 or coalesce(max(e.seq), 0) <> r.head_seq
            """;
    private static final String LOG = "select seq, client_message_id from room_event where room_id = %d order by seq";
    private static final String BLOBS = "select hash from blob";

    /** Every room's log is whole, the room's a beginning of what everybody heard, and every file what its name says. */
    void check(Path data, Talk talk, Map<UUID, Long> acknowledged) throws SQLException, IOException {
        try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(GAPS)) {
                while (rows.next()) {
                    run.breach("room " + rows.getLong(1) + " has head " + rows.getLong(2) + " and " + rows.getLong(3) + " events");
                }
            }
            log(statement, talk, acknowledged);
            files(statement, data);
        }
    }

    private void log(Statement statement, Talk talk, Map<UUID, Long> acknowledged) throws SQLException {
        Talker witness = talk.talkers.getFirst();
        Map<UUID, Long> kept = new HashMap<>();
        long head = 0;
        try (ResultSet rows = statement.executeQuery(LOG.formatted(talk.room))) {
            while (rows.next()) {
                head = rows.getLong(1);
                UUID id = rows.getObject(2, UUID.class);
                if (id != null && kept.put(id, head) != null) {
                    run.breach("message " + id + " is in the log twice");
                }
                int at = (int) (head - witness.start - 1);
                if (at >= 0 && (at >= witness.heard.size() || !Objects.equals(witness.heard.get(at), id))) {
                    run.breach("event " + head + " is not the one that was heard");
                }
            }
        }
        acknowledged.forEach((id, seq) -> {
            if (!seq.equals(kept.get(id))) {
                run.breach("message " + id + " was acknowledged as " + seq + " before the backup, and is " + kept.get(id));
            }
        });
        run.say(kept.size() + " messages are there, " + acknowledged.size() + " were acknowledged before the backup began; head "
                + head);
    }

    private void files(Statement statement, Path data) throws SQLException, IOException {
        try (ResultSet rows = statement.executeQuery(BLOBS)) {
            while (rows.next()) {
                String hash = rows.getString(1);
                Path file = data.resolve("files").resolve(hash.substring(0, 2)).resolve(hash.substring(2));
                if (!Files.exists(file) || !Stir.digest(Files.readAllBytes(file)).equals(hash)) {
                    run.breach("the file " + hash + " is missing or has other bytes");
                }
            }
        }
    }
}

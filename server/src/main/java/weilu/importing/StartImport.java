package weilu.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import weilu.account.AccountStore;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Takes a file that somebody sends and begins to import it. */
public final class StartImport {
    private final Db db;
    private final AccountStore accounts;
    private final ImportMessages importing;
    private final ImportRuns runs;
    private final UploadFolder folder;

    public StartImport(
            Db db, AccountStore accounts, ImportMessages importing, ImportRuns runs, UploadFolder folder) {
        this.db = db;
        this.accounts = accounts;
        this.importing = importing;
        this.runs = runs;
        this.folder = folder;
    }

    /** Returns once the import is under way; a Refusal when it may not be or the file is none that can be read. */
    ImportProgress start(AccountId account, RoomId room, ImportAsk ask, InputStream content) throws IOException {
        String timeZone = db.inTransaction(tx -> {
            importing.requireImporter(tx, room, account);
            return accounts.find(tx, account).orElseThrow().timeZone();
        });
        Path file = folder.receive(content);
        boolean started = false;
        try {
            ChatFile chat = ChatFile.of(file, ask.options(ImportAsk.zoneOfAccount(timeZone)))
                    .orElseThrow(StartImport::unknownFormat);
            ImportProgress progress =
                    runs.start(new ImportJob(UUID.randomUUID(), room, account, chat, ask.skipBroken()));
            started = true;
            return progress;
        } finally {
            if (!started) {
                Files.deleteIfExists(file);
            }
        }
    }

    static Refusal unknownFormat() {
        return Refusal.field(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "file", "the file is like none of the formats known:"
                + " Telegram JSON, Discord JSON, WhatsApp text, IRC log, WeChat-like text");
    }
}

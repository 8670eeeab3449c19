package weilu.media;

import java.io.InputStream;
import java.time.Clock;
import weilu.db.Db;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Takes in pictures of people and rooms, and gives them out again by name. */
public final class ProfilePictures {
    private static final long BYTES_MAX = 10L * 1024 * 1024;

    private final Db db;
    private final BlobStore blobs;
    private final BlobRowStore rows;
    private final Pictures pictures;
    private final Clock clock;

    public ProfilePictures(Db db, BlobStore blobs, BlobRowStore rows, Pictures pictures, Clock clock) {
        this.db = db;
        this.blobs = blobs;
        this.rows = rows;
        this.pictures = pictures;
        this.clock = clock;
    }

    /** @throws Refusal INVALID when it is no picture, TOO_LARGE, UNAVAILABLE */
    public BlobHash take(InputStream bytes) {
        try (IncomingBlob upload = blobs.receive(bytes, BYTES_MAX); IncomingBlob square = pictures.forProfile(upload)) {
            String mediaType = Sniff.of(square.file()).mediaType();
            db.useTransaction(tx -> {
                rows.putProfilePicture(tx, square, mediaType, clock.instant());
                blobs.keep(square);
            });
            return square.hash();
        }
    }

    /** @throws Refusal NOT_FOUND when no such picture is here; files of rooms are not given out by this way */
    public String mediaType(BlobHash hash) {
        return db.inTransaction(tx -> rows.profilePictureType(tx, hash))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such picture"));
    }
}

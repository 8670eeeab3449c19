package weilu.media;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import weilu.db.Tx;

/** The table that says which blobs there are. Holding a blob's row is the right to put or remove its file. */
public final class BlobRowStore {
    /** Whoever shares it keeps every file in place: see {@link #mayRemove}. */
    public static final long REMOVAL_LOCK = 0x7765696c_00000002L;

    private static final String PUT = """
            insert into blob (hash, bytes, media_type, profile, put_at)
            values (:hash, :bytes, :mediaType, :profile, :at)
            on conflict (hash) do update set put_at = excluded.put_at, profile = blob.profile or excluded.profile
            """;
    private static final String ADOPT = """
            insert into blob (hash, bytes, media_type, put_at)
            select hash, 1, 'application/octet-stream', :at from unnest(:hashes) as stray (hash)
            on conflict (hash) do nothing
            """;
    private static final String MEDIA_TYPE = "select media_type from blob where hash = :hash";
    private static final String PROFILE_TYPE = "select media_type from blob where hash = :hash and profile";
    /** Names every column that refers to a blob; a new one must be added here. */
    private static final String REMOVE_UNUSED = """
            delete from blob where hash in (
                select hash from blob b
                where put_at < :before
                  and not exists (select 1 from attachment where blob = b.hash)
                  and not exists (select 1 from attachment where thumbnail = b.hash)
                  and not exists (select 1 from account where picture = b.hash)
                  and not exists (select 1 from room where picture = b.hash)
                  and not exists (select 1 from member where picture_when_left = b.hash)
                order by hash limit :limit for update)
              and put_at < :before
            returning hash
            """;

    /** Locks the blob's row, making it if need be, and notes that somebody wants the blob now. */
    public void put(Tx tx, IncomingBlob blob, String mediaType, Instant now) {
        put(tx, blob, mediaType, false, now);
    }

    /** Like {@link #put}, for a picture that is shown to whoever knows its name. */
    void putProfilePicture(Tx tx, IncomingBlob blob, String mediaType, Instant now) {
        put(tx, blob, mediaType, true, now);
    }

    /** Makes rows for those of the files that have none, so that the sweep finds them. */
    void adopt(Tx tx, List<BlobHash> files, Instant at) {
        tx.handle().createUpdate(ADOPT).bind("hashes", files.stream().map(BlobHash::hex).toArray(String[]::new))
                .bind("at", at).execute();
    }

    public Optional<String> mediaType(Tx tx, BlobHash hash) {
        return tx.handle().createQuery(MEDIA_TYPE).bind("hash", hash.hex()).mapTo(String.class).findOne();
    }

    /** Empty unless the blob was put as a picture of a person or room. */
    public Optional<String> profilePictureType(Tx tx, BlobHash hash) {
        return tx.handle().createQuery(PROFILE_TYPE).bind("hash", hash.hex()).mapTo(String.class).findOne();
    }

    /** Whether files may be removed in this transaction: not while a backup copies those of an earlier moment. */
    boolean mayRemove(Tx tx) {
        return tx.handle().createQuery("select pg_try_advisory_xact_lock(:lock)").bind("lock", REMOVAL_LOCK)
                .mapTo(Boolean.class).one();
    }

    /** Removes rows nobody refers to, put before then; their files are to be removed before the commit. */
    List<BlobHash> removeUnused(Tx tx, Instant before, int limit) {
        return tx.handle().createQuery(REMOVE_UNUSED).bind("before", before).bind("limit", limit)
                .mapTo(String.class).map(BlobHash::new).list();
    }

    private static void put(Tx tx, IncomingBlob blob, String mediaType, boolean profile, Instant now) {
        tx.handle().createUpdate(PUT).bind("hash", blob.hash().hex()).bind("bytes", blob.bytes())
                .bind("mediaType", mediaType).bind("profile", profile).bind("at", now).execute();
    }
}

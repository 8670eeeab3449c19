package weilu.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.media.AiMark;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;
import weilu.media.BlobStore;
import weilu.media.BlobSweep;
import weilu.media.FileName;
import weilu.media.IncomingBlob;
import weilu.media.Picture;
import weilu.media.PictureToSee;
import weilu.media.Pictures;
import weilu.media.Sniff;
import weilu.media.VoiceNote;
import weilu.protocol.Attachment;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.room.Membership;
import weilu.room.RoomAccess;

/** Files, pictures and voice messages in rooms: uploaded first, then carried by a message (MS11 to MS13). */
public final class Attachments implements AttachmentClaims {
    /** Uploaded by one member and not yet posted. */
    static final int WAITING_MAX = 60;

    private final Db db;
    private final RoomAccess access;
    private final BlobStore blobs;
    private final BlobRowStore blobRows;
    private final Pictures pictures;
    private final AttachmentLimits limits;
    private final Clock clock;
    private final RandomGenerator random;
    private final AttachmentStore store = new AttachmentStore();

    public Attachments(
            Db db, RoomAccess access, BlobStore blobs, BlobRowStore blobRows, Pictures pictures,
            AttachmentLimits limits, Clock clock, RandomGenerator random) {
        this.db = db;
        this.access = access;
        this.blobs = blobs;
        this.blobRows = blobRows;
        this.pictures = pictures;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
    }

    /** What the uploader says of the bytes: what they shall be, their name, and for voice how long and how loud. */
    public record Claimed(Attachment.Kind kind, String name, String seconds, String waveform) {}

    /** An uploaded file's bytes and how to describe them. */
    private record Prepared(
            Attachment view, IncomingBlob blob, String mediaType, IncomingBlob thumbnail, String thumbnailType) {}

    /** Takes the bytes in; they are the uploader's alone until a message carries them. */
    public Attachment upload(RoomId room, AccountId account, Claimed claimed, InputStream bytes) {
        db.useTransaction(tx -> requireMayUpload(tx, room, account));
        VoiceNote voice = claimed.kind() == Attachment.Kind.VOICE
                ? VoiceNote.of(claimed.seconds(), claimed.waveform()) : null;
        try (IncomingBlob upload = blobs.receive(bytes, limits.bytesMax(claimed.kind()))) {
            return switch (claimed.kind()) {
                case PICTURE -> takePicture(room, account, claimed, upload);
                case VOICE -> take(room, account, voice(claimed, voice, upload));
                case FILE -> take(room, account, file(claimed, upload));
            };
        }
    }

    /** The attachment, if this account may have it: it is in this room, and posted or one's own. */
    StoredAttachment require(RoomId room, AccountId account, AttachmentId id) {
        return db.inTransaction(tx -> {
            Membership membership = access.require(tx, room, account);
            return store.find(tx, room, id)
                    .filter(found -> found.posted() || found.uploader().equals(membership.member()))
                    .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such file in this room"));
        });
    }

    /** What these messages carry, in their order; what was taken back carries nothing any more. */
    public List<CarriedFile> carried(Tx tx, RoomId room, List<MessageView> messages) {
        return messages.stream().filter(message -> message.recalledBy() == null)
                .flatMap(message -> message.attachments().stream().flatMap(one -> store.find(tx, room, one.id()).stream())
                        .map(stored -> new CarriedFile(message.seq(), stored.view(), stored.blob())))
                .toList();
    }

    /** Its bytes; empty when they are gone or more than that. */
    public Optional<byte[]> bytes(CarriedFile file, long bytesMax) {
        try {
            Path place = blobs.place(file.content());
            return Files.size(place) > bytesMax ? Optional.empty() : Optional.of(Files.readAllBytes(place));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    boolean isThere(CarriedFile file) {
        return blobs.has(file.content());
    }

    void copyTo(CarriedFile file, OutputStream out) throws IOException {
        Files.copy(blobs.place(file.content()), out);
    }

    /** A picture as a model is given it; empty when it is gone. */
    public Optional<PictureToSee> toSee(CarriedFile picture) {
        try {
            return blobs.has(picture.content()) ? Optional.of(pictures.toSee(blobs.place(picture.content()))) : Optional.empty();
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    String thumbnailType(StoredAttachment stored) {
        return db.inTransaction(tx -> blobRows.mediaType(tx, stored.thumbnail())).orElseThrow();
    }

    /** Which of these this account has uploaded here and not posted yet, in their order. */
    public List<AttachmentId> waiting(RoomId room, AccountId account, List<AttachmentId> ids) {
        return db.inTransaction(tx -> {
            MemberId uploader = access.require(tx, room, account).member();
            return ids.stream().filter(id -> store.find(tx, room, id)
                    .filter(found -> !found.posted() && found.uploader().equals(uploader)).isPresent()).toList();
        });
    }

    /**
     * The same contents once more, to be carried in another room: the account's alone until a message carries them there. Their
     * ids are made of the key, so that a retry names the same.
     */
    List<AttachmentId> copy(
            Tx tx, RoomId from, List<AttachmentId> ids, RoomId into, AccountId account, ClientMessageId key) {
        if (ids.isEmpty()) {
            return List.of();
        }
        MemberId uploader = requireMayUpload(tx, into, account).member();
        List<AttachmentId> copies = new ArrayList<>();
        for (AttachmentId id : ids) {
            AttachmentId copy = new AttachmentId(UUID.nameUUIDFromBytes(
                    (uploader + " " + key + " " + id).getBytes(StandardCharsets.UTF_8)));
            if (store.copy(tx, from, id, into, copy, uploader, clock.instant())) {
                copies.add(copy);
            }
        }
        return copies;
    }

    @Override
    public Optional<List<Attachment>> claim(Tx tx, RoomId room, MemberId uploader, List<AttachmentId> ids) {
        if (new HashSet<>(ids).size() != ids.size()) {
            return Optional.empty();
        }
        List<Attachment> claimed = new ArrayList<>(store.claim(tx, room, uploader, ids, clock.instant()));
        claimed.sort(Comparator.comparingInt(one -> ids.indexOf(one.id())));
        return claimed.size() == ids.size() ? Optional.of(claimed) : Optional.empty();
    }

    /** After a recall the files are nobody's; their bytes go with the next sweep. */
    void release(Tx tx, RoomId room, List<Attachment> attachments) {
        store.delete(tx, room, attachments.stream().map(Attachment::id).toList());
    }

    /** Removes what was uploaded a day ago and never posted. To be run before {@link BlobSweep#run}. */
    public int sweepWaiting() {
        Instant before = clock.instant().minus(BlobSweep.UNUSED_KEPT);
        return db.inTransaction(tx -> store.deleteWaiting(tx, before));
    }

    private Membership requireMayUpload(Tx tx, RoomId room, AccountId account) {
        Membership membership = access.require(tx, room, account);
        if (membership.archived()) {
            throw Refusal.of(ErrorCode.ARCHIVED, "the room is archived");
        }
        if (membership.isMutedAt(clock.instant())) {
            throw Refusal.of(ErrorCode.MUTED, "you are muted");
        }
        if (store.countWaiting(tx, membership.member()) >= WAITING_MAX) {
            throw Refusal.of(ErrorCode.RATE_LIMITED, "at most " + WAITING_MAX + " files wait to be posted");
        }
        return membership;
    }

    private Attachment takePicture(RoomId room, AccountId account, Claimed claimed, IncomingBlob upload) {
        AttachmentId id = newId();
        Optional<AiMark> mark = db.inTransaction(tx -> store.agentName(tx, account))
                .map(name -> new AiMark("Weilu · " + name, id.toString()));
        Optional<Picture> shown = mark.isPresent() ? pictures.generated(upload, mark.get()) : pictures.forRoom(upload);
        if (shown.isEmpty()) {
            return take(room, account, file(claimed, upload));
        }
        try (Picture picture = shown.get()) {
            Attachment view = new Attachment(id, Attachment.Kind.PICTURE, FileName.clean(claimed.name()),
                    picture.mediaType(), picture.full().bytes(), picture.width(), picture.height(), null, null);
            return take(room, account, new Prepared(view, picture.full(), picture.mediaType(), picture.thumbnail(),
                    picture.thumbnailType()));
        }
    }

    private Prepared voice(Claimed claimed, VoiceNote note, IncomingBlob upload) {
        Sniff.Kind kind = Sniff.of(upload.file());
        if (!kind.isVoice()) {
            throw Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "a voice message is WebM, Ogg, MP4, AAC or WAV");
        }
        Attachment view = new Attachment(newId(), Attachment.Kind.VOICE, FileName.clean(claimed.name()),
                kind.mediaType(), upload.bytes(), null, null, note.seconds(), note.waveform());
        return new Prepared(view, upload, kind.mediaType(), null, null);
    }

    private Prepared file(Claimed claimed, IncomingBlob upload) {
        String mediaType = Sniff.of(upload.file()).mediaType();
        Attachment view = new Attachment(newId(), Attachment.Kind.FILE, FileName.clean(claimed.name()), mediaType,
                upload.bytes(), null, null, null, null);
        return new Prepared(view, upload, mediaType, null, null);
    }

    /** A random UUID of version 4: nobody guesses one, though guessing would not help (MS11). */
    private AttachmentId newId() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new AttachmentId(new UUID(high, low));
    }

    /** Puts the blobs in place and the attachment into the table, together or not at all. */
    private Attachment take(RoomId room, AccountId account, Prepared prepared) {
        return db.inTransaction(tx -> {
            Membership membership = requireMayUpload(tx, room, account);
            Instant now = clock.instant();
            put(tx, prepared.blob(), prepared.mediaType(), now);
            if (prepared.thumbnail() != null) {
                put(tx, prepared.thumbnail(), prepared.thumbnailType(), now);
            }
            BlobHash thumbnail = prepared.thumbnail() == null ? null : prepared.thumbnail().hash();
            store.insert(tx, room, new StoredAttachment(
                    prepared.view(), membership.member(), prepared.blob().hash(), thumbnail, false), now);
            return prepared.view();
        });
    }

    private void put(Tx tx, IncomingBlob blob, String mediaType, Instant now) {
        blobRows.put(tx, blob, mediaType, now);
        blobs.keep(blob);
    }
}

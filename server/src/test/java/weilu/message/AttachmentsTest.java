package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.Seq;
import weilu.media.BlobHash;
import weilu.media.IncomingBlob;
import weilu.media.PictureFiles;
import weilu.media.Pictures;
import weilu.media.ProfilePictures;
import weilu.protocol.Attachment;
import weilu.protocol.Attachment.Kind;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;

class AttachmentsTest {
    private static final byte[] MENU = "毛肚, 鸭肠, 黄喉".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final Talk talk;

    AttachmentsTest(@TempDir Path folder) {
        talk = new Talk(folder);
    }

    @Test
    @DisplayName("[MS11] a posted file belongs to every member of the room, and to nobody else")
    void postedFile() {
        Attachment file = talk.upload(talk.xiaohong, Kind.FILE, "../菜单.txt", MENU);
        assertThat(file.name()).isEqualTo("菜单.txt");
        assertThat(file.mediaType()).isEqualTo("application/octet-stream");
        assertThat(file.bytes()).isEqualTo(MENU.length);
        Seq seq = talk.sayWith(talk.xiaohong, "今晚吃这些", file.id());
        assertThat(talk.message(seq).attachments()).containsExactly(file);
        assertThat(stored(talk.xiaoming, file.id()).posted()).isTrue();
        assertRefused(ErrorCode.NOT_MEMBER, () -> stored(talk.outsider, file.id()));
    }

    @Test
    @DisplayName("[MD13] a picture that an agent made says so in itself, a person's does not")
    void marksPicturesOfAgents() throws IOException {
        byte[] chart = PictureFiles.drawn("png", 300, 200);
        Attachment persons = talk.upload(talk.xiaohong, Kind.PICTURE, "a.png", chart);
        talk.db.useTransaction(tx -> tx.handle().execute(
                "update account set kind = 'agent' where id = ?", talk.xiaoming.value()));
        Attachment agents = talk.upload(talk.xiaoming, Kind.PICTURE, "b.png", chart);
        assertThat(agents.bytes()).isGreaterThan(persons.bytes());
        assertThat(text(talk.xiaoming, agents)).contains("http://www.tc260.org.cn/ns/AIGC/1.0/").contains("小明");
        assertThat(text(talk.xiaohong, persons)).doesNotContain("AIGC");
    }

    private String text(AccountId account, Attachment file) throws IOException {
        return Files.readString(talk.blobs.place(stored(account, file.id()).blob()), StandardCharsets.ISO_8859_1)
                .transform(bytes -> new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("[MS11] before it is posted a file is its uploader's alone")
    void waitingFile() {
        Attachment file = talk.upload(talk.xiaohong, Kind.FILE, "菜单.txt", MENU);
        assertThat(stored(talk.xiaohong, file.id()).posted()).isFalse();
        assertRefused(ErrorCode.NOT_FOUND, () -> stored(talk.xiaoming, file.id()));
    }

    @Test
    @DisplayName("[MS11] a file under a foreign room is not found, whoever asks")
    void foreignParent() {
        Attachment file = talk.upload(talk.xiaohong, Kind.FILE, "菜单.txt", MENU);
        talk.sayWith(talk.xiaohong, "", file.id());
        talk.join(Talk.OTHER_ROOM, talk.xiaohong, Role.MEMBER);
        assertRefused(ErrorCode.NOT_FOUND,
                () -> talk.attachments.require(Talk.OTHER_ROOM, talk.xiaohong, file.id()));
        assertRefused(ErrorCode.NOT_FOUND, () -> stored(talk.xiaohong, new AttachmentId(UUID.randomUUID())));
    }

    @Test
    @DisplayName("[MS11] a file can be posted once, by its uploader, in its room")
    void claimedOnce() {
        Attachment file = talk.upload(talk.xiaohong, Kind.FILE, "菜单.txt", MENU);
        assertThat(refusalOf(talk.xiaoming, file.id())).isEqualTo(ErrorCode.ATTACHMENT_UNKNOWN);
        assertThat(refusalOf(talk.xiaohong, file.id(), file.id())).isEqualTo(ErrorCode.ATTACHMENT_UNKNOWN);
        assertThat(refusalOf(talk.xiaohong, file.id(), new AttachmentId(UUID.randomUUID())))
                .isEqualTo(ErrorCode.ATTACHMENT_UNKNOWN);
        talk.sayWith(talk.xiaohong, "", file.id());
        assertThat(refusalOf(talk.xiaohong, file.id())).isEqualTo(ErrorCode.ATTACHMENT_UNKNOWN);
    }

    @Test
    @DisplayName("[MS1] a retry of a message with files returns the first result")
    void retried() {
        Attachment file = talk.upload(talk.xiaohong, Kind.FILE, "菜单.txt", MENU);
        Draft draft = new Draft(
                Talk.ROOM, talk.xiaohong, talk.newId(), "", null, List.of(), List.of(file.id()), 0, null);
        Seq first = talk.post(draft);
        assertThat(talk.posts.post(draft)).isInstanceOf(PostOutcome.AlreadyPosted.class);
        assertThat(talk.post(draft)).isEqualTo(first);
    }

    @Test
    @DisplayName("[MS12] an SVG sent as a picture is a plain file")
    void svg() {
        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8);
        Attachment file = talk.upload(talk.xiaohong, Kind.PICTURE, "cat.svg", svg);
        assertThat(file.kind()).isEqualTo(Kind.FILE);
        assertThat(file.mediaType()).isEqualTo("application/octet-stream");
    }

    @Test
    @DisplayName("[MD11] a page is no voice message; Ogg is")
    void voice() {
        byte[] ogg = "OggS\0\2 OpusHead".getBytes(StandardCharsets.US_ASCII);
        Attachment voice = talk.upload(talk.xiaohong, Kind.VOICE, "voice.ogg", ogg);
        assertThat(voice.mediaType()).isEqualTo("audio/ogg");
        assertThat(voice.seconds()).isEqualTo(3);
        assertThat(voice.waveform()).containsExactly(0, 50, 100);
        byte[] page = "OggS<script>".getBytes(StandardCharsets.US_ASCII);
        assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                () -> talk.upload(talk.xiaohong, Kind.VOICE, "voice.ogg", page));
    }

    @Test
    @DisplayName("[MS11] only who may talk may upload")
    void whoMayUpload() {
        assertRefused(ErrorCode.NOT_MEMBER, () -> talk.upload(talk.outsider, Kind.FILE, "x", MENU));
        talk.run(tx -> tx.handle().execute("update member set muted_until = ? where account_id = ?",
                Instant.parse("2027-01-01T00:00:00Z").atOffset(ZoneOffset.UTC), talk.xiaoming.value()));
        assertRefused(ErrorCode.MUTED, () -> talk.upload(talk.xiaoming, Kind.FILE, "x", MENU));
    }

    @Test
    @DisplayName("[MS11] too many files waiting to be posted are refused")
    void tooManyWaiting() {
        for (int i = 0; i < Attachments.WAITING_MAX; i++) {
            talk.upload(talk.xiaohong, Kind.FILE, "x", MENU);
        }
        assertRefused(ErrorCode.RATE_LIMITED, () -> talk.upload(talk.xiaohong, Kind.FILE, "x", MENU));
        talk.upload(talk.xiaoming, Kind.FILE, "x", MENU);
    }

    @Test
    @DisplayName("[MS13] what was never posted is gone after a day; what was posted stays")
    void sweeping() {
        Attachment posted = talk.upload(talk.xiaohong, Kind.FILE, "a", MENU);
        talk.sayWith(talk.xiaohong, "", posted.id());
        byte[] draft = "never posted".getBytes(StandardCharsets.UTF_8);
        Attachment waiting = talk.upload(talk.xiaohong, Kind.FILE, "b", draft);
        StoredAttachment stored = stored(talk.xiaohong, waiting.id());
        assertThat(talk.attachments.sweepWaiting() + talk.sweep.run()).isZero();
        talk.clock.pass(Duration.ofHours(25));
        assertThat(talk.attachments.sweepWaiting()).isEqualTo(1);
        assertThat(talk.sweep.run()).isEqualTo(1);
        assertThat(talk.blobs.has(stored.blob())).isFalse();
        assertRefused(ErrorCode.NOT_FOUND, () -> stored(talk.xiaohong, waiting.id()));
        assertThat(talk.blobs.has(stored(talk.xiaohong, posted.id()).blob())).isTrue();
    }

    @Test
    @DisplayName("[MD12] a profile picture stays while somebody shows it, and while somebody who left is shown with it")
    void profilePictures() {
        ProfilePictures pictures = new ProfilePictures(
                talk.db, talk.blobs, talk.blobRows, new Pictures(talk.blobs), talk.clock);
        BlobHash hash = pictures.take(new ByteArrayInputStream(PictureFiles.drawn("png", 300, 300)));
        show(hash.hex(), null);
        talk.clock.pass(Duration.ofDays(2));
        assertThat(talk.sweep.run()).isZero();
        show(null, hash.hex());
        assertThat(talk.sweep.run()).isZero();
        assertThat(pictures.mediaType(hash)).isEqualTo("image/jpeg");
        show(null, null);
        assertThat(talk.sweep.run()).isEqualTo(1);
        assertRefused(ErrorCode.NOT_FOUND, () -> pictures.mediaType(hash));
    }

    @Test
    @DisplayName("[MD12] a file on disk that no row knows is swept, too")
    void strays() {
        try (IncomingBlob stray = talk.blobs.receive(new ByteArrayInputStream(MENU), 100)) {
            talk.blobs.keep(stray);
            talk.clock.pass(Duration.ofDays(900));
            assertThat(talk.sweep.run()).isEqualTo(1);
            assertThat(talk.blobs.has(stray.hash())).isFalse();
        }
    }

    private void show(String picture, String whenLeft) {
        talk.run(tx -> {
            tx.handle().execute("update account set picture = ? where id = ?", picture, talk.xiaohong.value());
            tx.handle().execute("update member set picture_when_left = ? where account_id = ?",
                    whenLeft, talk.xiaoming.value());
        });
    }

    private StoredAttachment stored(AccountId account, AttachmentId id) {
        return talk.attachments.require(Talk.ROOM, account, id);
    }

    private ErrorCode refusalOf(AccountId account, AttachmentId... files) {
        PostOutcome outcome = talk.posts.post(
                new Draft(Talk.ROOM, account, talk.newId(), "", null, List.of(), List.of(files), 0, null));
        return ((PostOutcome.Refused) outcome).problem().code();
    }
}

package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.account.AccountStore;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.importing.ImportProgress.State;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.ServerFrame;

class ImportRunsTest {
    private static ImportingRoom hearth;

    @TempDir
    private Path folder;
    private ImportRuns runs;
    private StartImport start;
    private AccountId xiaohong;
    private RoomId room;
    private MemberId owner;

    @BeforeAll
    static void light() {
        hearth = new ImportingRoom();
    }

    @AfterAll
    static void putOut() {
        hearth.close();
    }

    @BeforeEach
    void cast() {
        xiaohong = hearth.person("小红");
        room = hearth.room();
        owner = hearth.member(room, xiaohong, Role.OWNER);
        runs = new ImportRuns(hearth.importing, hearth.frames, hearth.clock);
        start = new StartImport(hearth.db, new AccountStore(), hearth.importing, runs, new UploadFolder(folder));
    }

    @Test
    @DisplayName("[IM4] an upload is imported, with local times in the account's zone; its last frame says done")
    void upload() throws Exception {
        ImportProgress last = awaitEnd(start.start(xiaohong, room, ask("auto", false), sample("wechat.txt")));

        assertThat(last.state()).isEqualTo(State.DONE);
        assertThat(last.imported()).isEqualTo(5);
        assertThat(hearth.messages(room)).extracting(MessagePosted::importedAs)
                .containsExactly("张三", "李四", "李四", "张三", "王 小二");
        assertThat(hearth.messages(room).getFirst().postedAt()).isEqualTo("2024-01-05T12:31:05Z");
        List<ServerFrame.ImportProgress> frames = hearth.frames.sent().stream()
                .map(sent -> sent.frame()).filter(ServerFrame.ImportProgress.class::isInstance)
                .map(ServerFrame.ImportProgress.class::cast)
                .filter(frame -> frame.importId().equals(last.importId())).toList();
        assertThat(frames.getLast().done()).isTrue();
        assertThat(frames.getLast().bytesRead()).isEqualTo(frames.getLast().bytesTotal());
        assertThat(hearth.frames.sent()).extracting(sent -> sent.frame())
                .contains(new ServerFrame.ReadMoved(room, owner, new Seq(5)));
        assertThat(files()).as("nothing is left behind").isEmpty();
    }

    @Test
    @DisplayName("[IM3] a file of no known format is refused at once and not kept")
    void unknown() throws IOException {
        assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> start.start(
                xiaohong, room, ask("auto", false), bytes("just a letter to my aunt\nwith two lines\n")));
        assertRefused(ErrorCode.INVALID, () -> ask("msn", false));
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("[IM1] a file beyond the limit is refused when the limit is reached, and not kept")
    void tooLarge() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int from, int length) {
                return length;
            }
        };
        assertRefused(ErrorCode.TOO_LARGE, () -> start.start(xiaohong, room, ask("irc", false), endless));
        assertThat(files()).isEmpty();
    }

    @Test
    @DisplayName("[IM9] a stranger's file is not even taken")
    void stranger() {
        AccountId passerBy = hearth.person("路人");
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }
        };
        assertRefused(ErrorCode.NOT_MEMBER, () -> start.start(passerBy, room, ask("auto", false), untouched));
    }

    @Test
    @DisplayName("progress is told to who asks for the right room alone")
    void progressOfRoom() throws Exception {
        ImportProgress begun = start.start(xiaohong, room, ask("auto", false), sample("irssi.txt"));
        awaitEnd(begun);
        UUID id = UUID.fromString(begun.importId());
        assertThat(runs.find(room, id)).isPresent();
        assertThat(runs.find(hearth.room(), id)).isEmpty();
    }

    @Test
    @DisplayName("[IM10] a server that stops takes no new imports")
    void closing() {
        runs.close();
        assertRefused(ErrorCode.UNAVAILABLE,
                () -> start.start(xiaohong, room, ask("auto", false), sample("irssi.txt")));
    }

    private ImportProgress awaitEnd(ImportProgress begun) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(20));
        UUID id = UUID.fromString(begun.importId());
        while (Instant.now().isBefore(until)) {
            ImportProgress progress = runs.find(room, id).orElseThrow();
            if (progress.isDone() && files().isEmpty()) {
                return progress;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("the import did not end");
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ImportAsk ask(String format, boolean skipBroken) {
        return ImportAsk.of(format, "chat.txt", null, null, skipBroken);
    }

    private static InputStream sample(String file) {
        return ImportRunsTest.class.getResourceAsStream("/importing/" + file);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}

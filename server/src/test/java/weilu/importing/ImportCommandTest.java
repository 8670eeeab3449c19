package weilu.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.account.AccountStore;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.MemberView.Role;

class ImportCommandTest {
    private static ImportingRoom hearth;

    @TempDir
    private Path folder;
    private RoomId room;
    private final ByteArrayOutputStream report = new ByteArrayOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

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
        room = hearth.room();
        hearth.member(room, hearth.person("小红"), Role.OWNER);
    }

    @Test
    @DisplayName("the command imports as the owner when nobody is named, shows a bar and the sum")
    void imports() throws IOException {
        int exit = run(true, file("2024-01-05 20:31 张三: 周六吃火锅吗？\n2024-01-05 20:32 李四: 去！\n"));

        assertThat(exit).isEqualTo(ImportCommand.DONE);
        assertThat(said(report)).isEqualTo("2 messages imported, 0 were there already.\n");
        assertThat(said(screen)).contains("\r").endsWith("\u001B[K");
        assertThat(hearth.messages(room)).hasSize(2);
        assertThat(run(false, file("2024-01-05 20:31 张三: 周六吃火锅吗？\n2024-01-05 20:32 李四: 去！\n")))
                .isEqualTo(ImportCommand.DONE);
        assertThat(said(report)).endsWith("0 messages imported, 2 were there already.\n");
    }

    @Test
    @DisplayName("[IM3] broken lines are listed by number and exit code 1 says that they stopped it")
    void broken() throws IOException {
        Path file = file("2024-01-05 20:31:05 <xiaohong> one\nwhat\n2024-01-05 20:31:06 <xiaohong> two\n");
        assertThat(run(false, file)).isEqualTo(ImportCommand.BROKEN);
        assertThat(said(report)).startsWith("line 2: the line begins with no time\nNothing imported: 1 broken lines.");
        assertThat(hearth.messages(room)).isEmpty();
        assertThat(run(false, file, "--skip-broken")).isEqualTo(ImportCommand.DONE);
        assertThat(said(report)).endsWith("2 messages imported, 0 were there already, 1 broken lines.\n");
    }

    @Test
    @DisplayName("[IM9] --as names a member by the name they sign in with; a member who is no admin is refused")
    void named() throws IOException {
        AccountId xiaoming = hearth.person("小明");
        hearth.signInName(xiaoming, "xiaoming");
        hearth.member(room, xiaoming, Role.MEMBER);
        Path file = file("2024-01-05 20:31 张三: 好\n");
        assertThat(run(false, file, "--as", "xiaoming")).isEqualTo(ImportCommand.FAILED);
        assertThat(said(report)).contains("this needs the role admin");
        assertThat(run(false, file, "--as=nobody")).isEqualTo(ImportCommand.FAILED);
        assertThat(said(report)).contains("nobody who signs in as nobody is in room " + room);
        assertThat(run(false, folder.resolve("missing.txt"))).isEqualTo(ImportCommand.FAILED);
    }

    @Test
    @DisplayName("words that are not understood are told so")
    void words() {
        refused("which file?");
        refused("which room? Say --room and its number", "chat.txt");
        refused("--room needs a value", "chat.txt", "--room");
        refused("\"--colour\" is not understood here", "chat.txt", "--colour");
        refused("RoomId must be a whole number", "chat.txt", "--room", "Hotpot");
        refused("timeZone is a region such as Asia/Shanghai", "chat.txt", "--room", "200000001", "--time-zone", "Mars");
        ImportArguments understood = ImportArguments.parse(
                List.of("--room=200 000 001", "a chat.txt", "--format", "irc", "--skip-broken"));
        assertThat(understood.room()).isEqualTo(new RoomId(200_000_001));
        assertThat(understood.ask()).isEqualTo(new ImportAsk(ImportFormat.IRC, "a chat.txt", null, null, true));
    }

    private static void refused(String why, String... words) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImportArguments.parse(List.of(words))).withMessage(why);
    }

    private int run(boolean terminal, Path file, String... options) {
        List<String> words = new ArrayList<>(List.of(file.toString(), "--room", room.toString()));
        words.addAll(List.of(options));
        ImportCommand command = new ImportCommand(hearth.db, new AccountStore(), hearth.importing);
        ProgressBar bar = new ProgressBar(print(screen), terminal, hearth.clock);
        return command.run(ImportArguments.parse(words), print(report), bar, () -> false);
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("chat.txt"), content);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String said(ByteArrayOutputStream to) {
        return to.toString(StandardCharsets.UTF_8);
    }
}

package weilu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Keeps the form of the code: what a reader may count on in every file. When a rule hurts, change it here too. */
final class TidyTest {
    private static final int FILE_LINES_MAX = 400;
    private static final int LINE_CHARACTERS_MAX = 130;
    private static final Pattern BANNED_NAME =
            Pattern.compile(".*(Util|Utils|Helper|Manager|Impl|Common|Base|Dto|DTO)\\.java|Abstract[A-Z].*\\.java");
    /** Written so that it does not match its own text: this file keeps the rules like any other. */
    private static final Pattern BANNED_TEXT = Pattern.compile(
            "\\b(TO[D]O|FIX[M]E|X{3}|HA[C]K)\\b|^import .*\\*;|@Dis[a]bled|@Auto[w]ired|org\\.mockito"
                    + "|System\\.out\\.print");
    private static final List<String> MAY_PRINT = List.of("app", "bench", "importing");

    @Test
    @DisplayName("files are short enough to know one's way in them")
    void filesAreShort() throws IOException {
        assertThat(findings((file, lines) -> lines.size() > FILE_LINES_MAX
                ? List.of(file + " has " + lines.size() + " lines") : List.of())).isEmpty();
    }

    @Test
    @DisplayName("lines fit a screen")
    void linesFit() throws IOException {
        assertThat(findings((file, lines) -> Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).codePointCount(0, lines.get(i).length()) > LINE_CHARACTERS_MAX)
                .map(i -> file + ":" + (i + 1)).toList())).isEmpty();
    }

    @Test
    @DisplayName("names say what a thing is, and nothing is left behind")
    void namesAreTerms() throws IOException {
        assertThat(findings((file, lines) -> {
            List<String> found = new ArrayList<>();
            if (BANNED_NAME.matcher(file.getFileName().toString()).matches()) {
                found.add(file + " is a banned name");
            }
            boolean mayPrint = MAY_PRINT.stream().anyMatch(name -> file.toString().contains("/weilu/" + name + "/"));
            for (int i = 0; i < lines.size(); i++) {
                boolean isPrint = lines.get(i).contains("System.out.print");
                if (BANNED_TEXT.matcher(lines.get(i)).find() && !(isPrint && (mayPrint || file.toString().contains("/test/")))) {
                    found.add(file + ":" + (i + 1) + " " + lines.get(i).strip());
                }
            }
            return found;
        })).isEmpty();
    }

    @Test
    @DisplayName("every package opens with its rules")
    void packagesStateTheirRules() throws IOException {
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/weilu")).filter(Files::isDirectory)) {
            List<String> silent = new ArrayList<>();
            for (Path folder : folders.skip(1).toList()) {
                Path rules = folder.resolve("package-info.java");
                if (!Files.exists(rules) || !Files.readString(rules).contains("<li>")) {
                    silent.add(folder.toString());
                }
            }
            assertThat(silent).isEmpty();
        }
    }

    private interface Check {
        List<String> of(Path file, List<String> lines);
    }

    private static List<String> findings(Check check) throws IOException {
        List<String> findings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                findings.addAll(check.of(file, Files.readAllLines(file)));
            }
        }
        return findings;
    }
}

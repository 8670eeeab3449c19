package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FileNameTest {
    @Test
    @DisplayName("[MD10] an ordinary name stays as it is")
    void ordinaryNamesStay() {
        assertThat(FileName.clean("年夜饭 菜单 (终版).pdf")).isEqualTo("年夜饭 菜单 (终版).pdf");
        assertThat(FileName.clean("🔥.png")).isEqualTo("🔥.png");
    }

    @Test
    @DisplayName("[MD10] paths, controls and direction overrides go")
    void dangerGoes() {
        assertThat(FileName.clean("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileName.clean("C:\\Users\\小红\\menu.txt")).isEqualTo("menu.txt");
        assertThat(FileName.clean("photo\u202Egnp.exe")).isEqualTo("photognp.exe");
        assertThat(FileName.clean("a\0b\r\nSet-Cookie: x\u200B.txt")).isEqualTo("abSet-Cookie x.txt");
    }

    @Test
    @DisplayName("[MD10] at most 300 characters, the ending kept; never empty")
    void lengthIsBounded() {
        String cleaned = FileName.clean("锅".repeat(400) + ".jpeg");
        assertThat(cleaned.codePointCount(0, cleaned.length())).isEqualTo(FileName.NAME_CHARACTERS_MAX);
        assertThat(cleaned).endsWith(".jpeg");
        assertThat(FileName.clean("..")).isEqualTo("file");
        assertThat(FileName.clean("\u202E")).isEqualTo("file");
        assertThat(FileName.clean(null)).isEqualTo("file");
    }
}

package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SniffTest {
    @Test
    @DisplayName("[MD4] known forms are told by their first bytes")
    void knownForms() {
        assertThat(sniff("\u0089PNG\r\n\u001a\n....")).isEqualTo(Sniff.Kind.PNG);
        assertThat(sniff("\u00ff\u00d8\u00ff\u00e0..")).isEqualTo(Sniff.Kind.JPEG);
        assertThat(sniff("GIF89a")).isEqualTo(Sniff.Kind.GIF);
        assertThat(sniff("RIFF\u0001\u0002\u0003\u0004WEBPVP8 ")).isEqualTo(Sniff.Kind.WEBP);
        assertThat(sniff("RIFF\u0001\u0002\u0003\u0004WAVEfmt ")).isEqualTo(Sniff.Kind.WAV);
        assertThat(sniff("OggS\0\2")).isEqualTo(Sniff.Kind.OGG);
        assertThat(sniff("\u001a\u0045\u00df\u00a3....B\u0082\u0084webm")).isEqualTo(Sniff.Kind.WEBM);
        assertThat(sniff("\0\0\0\u0020ftypM4A ")).isEqualTo(Sniff.Kind.MP4);
        assertThat(sniff("%PDF-1.7")).isEqualTo(Sniff.Kind.PDF);
        assertThat(sniff("PK\u0003\u0004")).isEqualTo(Sniff.Kind.ZIP);
    }

    @Test
    @DisplayName("[MD4] SVG, HTML and whatever is also a page are plain files")
    void markupIsAFile() {
        assertThat(sniff("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")).isEqualTo(Sniff.Kind.MARKUP);
        assertThat(sniff("\n <!DOCTYPE html><script>")).isEqualTo(Sniff.Kind.MARKUP);
        assertThat(sniff("GIF89a/*<svg onload=alert(1)>*/")).isEqualTo(Sniff.Kind.MARKUP);
        assertThat(sniff("OggS<ScRiPt>alert(1)</script>")).isEqualTo(Sniff.Kind.MARKUP);
        assertThat(sniff("<\0h\0t\0m\0l\0>")).isEqualTo(Sniff.Kind.MARKUP);
    }

    @Test
    @DisplayName("[MD4] Matroska that is not WebM, text and nothing at all are plain files")
    void everythingElseIsAFile() {
        assertThat(sniff("\u001a\u0045\u00df\u00a3....matroska")).isEqualTo(Sniff.Kind.OTHER);
        assertThat(sniff("火锅派")).isEqualTo(Sniff.Kind.OTHER);
        assertThat(sniff("")).isEqualTo(Sniff.Kind.OTHER);
    }

    private static Sniff.Kind sniff(String bytes) {
        return Sniff.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
}

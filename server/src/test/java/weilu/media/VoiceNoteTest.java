package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weilu.protocol.Refusal;

class VoiceNoteTest {
    @Test
    @DisplayName("[MD11] seconds and waveform are read from the query")
    void reads() {
        assertThat(VoiceNote.of("7", "0,50,100")).isEqualTo(new VoiceNote(7, List.of(0, 50, 100)));
        assertThat(VoiceNote.of("300", "").waveform()).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("[MD11] what is beyond the limits is refused with its field")
    @CsvSource(delimiter = ';', value = {
        "0;1;seconds", "-1;1;seconds", "301;1;seconds", "1e3;1;seconds", "9223372036854775808;1;seconds",
        "7;101;waveform", "7;-1;waveform", "7;0.5;waveform", "7;1,,2;waveform"
    })
    void refuses(String seconds, String waveform, String field) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> VoiceNote.of(seconds, waveform))
                .satisfies(refusal -> assertThat(refusal.problem().field()).isEqualTo(field));
    }

    @Test
    @DisplayName("[MD11] 64 values at most")
    void refusesLongWaveform() {
        assertThat(VoiceNote.of("1", "1,".repeat(63) + "1").waveform()).hasSize(64);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> VoiceNote.of("1", "1,".repeat(64) + "1"));
    }
}

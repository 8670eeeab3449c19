package weilu.media;

import java.util.Arrays;
import java.util.List;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * What the recorder says of a voice message: it is shown before the sound is loaded, so it is kept with it.
 *
 * @param seconds length, rounded up
 * @param waveform loudness over time, values from 0 to 100
 */
public record VoiceNote(int seconds, List<Integer> waveform) {
    public static final int SECONDS_MAX = 300;
    public static final int WAVEFORM_VALUES_MAX = 64;

    public VoiceNote {
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "seconds", "from 1 to " + SECONDS_MAX + " seconds");
        }
        boolean fits = waveform.size() <= WAVEFORM_VALUES_MAX && waveform.stream().allMatch(v -> v >= 0 && v <= 100);
        if (!fits) {
            throw Refusal.field(ErrorCode.INVALID, "waveform",
                    "at most " + WAVEFORM_VALUES_MAX + " values from 0 to 100");
        }
        waveform = List.copyOf(waveform);
    }

    /** Reads the form of the query: {@code seconds=7&waveform=0,13,99}. */
    public static VoiceNote of(String seconds, String waveform) {
        List<Integer> values = waveform == null || waveform.isEmpty() ? List.of()
                : Arrays.stream(waveform.split(",", WAVEFORM_VALUES_MAX + 1)).map(v -> number("waveform", v)).toList();
        return new VoiceNote(number("seconds", seconds), values);
    }

    private static int number(String field, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.field(ErrorCode.INVALID, field, "must be a whole number");
        }
    }
}

package weilu.tool;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What an agent says by itself about its tools, in both languages. */
public enum ToolWords {
    CHINESE("我想做下面这件事，要你们点头才会做。", "做好了。", "没有做成。", "停下了。", "不知道有没有做成，请看一看。",
            "我缺少该有的工具：%s。缺了它，我不会假装做过。"),
    ENGLISH("I would like to do this; it needs your approval first.", "Done.", "It did not work.", "It was stopped.",
            "It is not known whether it was done; please have a look.",
            "A tool I should have is missing: %s. I will not pretend to have used it.");

    private final String waits;
    private final String done;
    private final String failed;
    private final String stopped;
    private final String unknown;
    private final String missing;

    ToolWords(String waits, String done, String failed, String stopped, String unknown, String missing) {
        this.waits = waits;
        this.done = done;
        this.failed = failed;
        this.stopped = stopped;
        this.unknown = unknown;
        this.missing = missing;
    }

    /** For a language tag such as {@code zh-CN} or {@code en}. */
    public static ToolWords of(String language) {
        return language.toLowerCase(Locale.ROOT).startsWith("zh") ? CHINESE : ENGLISH;
    }

    public String waits() {
        return waits;
    }

    public String missing(Collection<String> tools) {
        return missing.formatted(String.join(", ", tools));
    }

    /** What came of calls, when no model says it. */
    public String over(List<StoredCall> calls) {
        StringBuilder lines = new StringBuilder();
        for (StoredCall call : calls) {
            String came = switch (call.status()) {
                case SUCCEEDED -> done;
                case UNKNOWN -> unknown;
                case STOPPED -> stopped;
                case PENDING, APPROVED, REJECTED, FAILED, EXPIRED -> failed;
            };
            lines.append(lines.isEmpty() ? "" : "\n").append(came);
            if (call.result() != null && !call.result().isBlank()) {
                lines.append(' ').append(call.result());
            }
        }
        return lines.toString();
    }
}

package weilu.importing;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * WhatsApp's "Export chat": {@code 05/01/2024, 20:31 - Name: text} of Android, {@code [05/01/2024, 20:31:05] Name:
 * text} of iOS, with every country's dates; a line that does not begin so goes on with the message before.
 */
final class WhatsAppGrammar implements LineGrammar {
    private static final Pattern HEADER = Pattern.compile(
            "(\\[)?" + WrittenDates.DATE + ",?+ ?+(?:at )?+" + WrittenDates.TIME
            + "(?:\\] |\\]$| - )(.*)", Pattern.DOTALL);
    private static final Pattern SENDER = Pattern.compile("([^:\n]{1,100}?): ?+(.*)", Pattern.DOTALL);
    /** A name of one's own choosing, not of the phone's contacts, is marked so. */
    private static final Pattern UNKNOWN_CONTACT = Pattern.compile("^~ ?(?=.)");
    private static final Pattern SYSTEM_SENDER = Pattern.compile(
            ".*(?:changed the subject|changed the group|changed this group|更改了群|更改了主题|将群组|将主题).*");
    private static final Pattern SYSTEM_BODY = Pattern.compile(
            "(?:Messages and calls are end-to-end encrypted|Messages to this (?:group|chat) are"
            + "|消息和通话(?:已|都)?(?:进行)?端到端加密"
            + "|訊息和通話皆受端對端加密|This message was deleted|You deleted this message|此消息已(?:被)?删除|您?你?删除了(?:此|这)条?消息"
            + "|此訊息已(?:被)?刪除|Missed (?:voice|video|group)|未接(?:语音|視訊|视频|語音)).*", Pattern.DOTALL);
    private static final Pattern OMITTED = Pattern.compile(
            "<(?:Media omitted|未包含媒体|省略多媒体文件|媒体已省略|已忽略媒体|已略去媒體檔案|未包含媒體檔案|Medien ausgeschlossen|Archivo omitido)>");
    private static final Pattern OMITTED_KIND = Pattern.compile(
            "(?:(image|video|audio|sticker|GIF|document|Contact card) omitted"
            + "|(图片|圖片|视频|影片|音频|音訊|贴图|貼圖|文件|文檔|联系人)已?(?:省略|忽略|略去))");
    private static final Pattern ATTACHED = Pattern.compile(
            "(?:<(?:attached|附件)[:：] ?+([^>\n]{1,200}+)>"
            + "|([^\n(]{1,200}?) ?\\((?:file attached|文件附件|已附加文件|檔案已附加)\\))(.*)",
            Pattern.DOTALL);
    private static final Pattern EDITED = Pattern.compile(" ?<(?:This message was edited|此消息已编辑|此訊息已編輯)>$");

    private final DateOrder order;

    WhatsAppGrammar(DateOrder order) {
        this.order = order;
    }

    /** The header's groups, for telling the order of day and month; null when the line has none. */
    static Matcher header(String line) {
        Matcher header = HEADER.matcher(plain(line));
        return header.matches() ? header : null;
    }

    @Override
    public Reading read(String line) {
        Matcher header = header(line);
        if (header == null) {
            return new Reading.GoesOn(CleanText.withoutDirectionMarks(line));
        }
        LocalDateTime at;
        try {
            at = WrittenDates.at(
                    WrittenDates.date(header.group(2), header.group(3), header.group(4), order),
                    WrittenDates.time(header.group(5), header.group(6), header.group(7), header.group(8),
                            header.group(9)));
        } catch (DateTimeException e) {
            return new Reading.Wrong("there is no such date or time");
        }
        Matcher sender = SENDER.matcher(header.group(10));
        if (!sender.matches() || SYSTEM_SENDER.matcher(sender.group(1)).matches()
                || SYSTEM_BODY.matcher(sender.group(2)).matches()) {
            return SKIPPED;
        }
        String name = UNKNOWN_CONTACT.matcher(sender.group(1)).replaceFirst("");
        return message(name, at, EDITED.matcher(sender.group(2)).replaceFirst(""));
    }

    @Override
    public boolean multiLine() {
        return true;
    }

    private static Reading message(String name, LocalDateTime at, String body) {
        if (OMITTED.matcher(body).matches()) {
            return new Reading.Opens(name, at, null, "", AttachmentNotes.FILE);
        }
        Matcher kind = OMITTED_KIND.matcher(body);
        if (kind.matches()) {
            return new Reading.Opens(name, at, null, "", sign(kind.group(1) == null ? kind.group(2) : kind.group(1)));
        }
        Matcher attached = ATTACHED.matcher(body);
        if (attached.matches()) {
            String file = attached.group(1) == null ? attached.group(2) : attached.group(1);
            return new Reading.Opens(name, at, null, attached.group(3), AttachmentNotes.ofFile(file));
        }
        return new Reading.Opens(name, at, null, body, null);
    }

    private static String sign(String kind) {
        return switch (kind) {
            case "image", "图片", "圖片" -> AttachmentNotes.PICTURE;
            case "video", "GIF", "视频", "影片" -> AttachmentNotes.VIDEO;
            case "audio", "音频", "音訊" -> AttachmentNotes.VOICE;
            case "sticker", "贴图", "貼圖" -> AttachmentNotes.STICKER;
            case "Contact card", "联系人" -> AttachmentNotes.CONTACT;
            default -> AttachmentNotes.FILE;
        };
    }

    /** Newer exports write narrow no-break spaces before AM and PM, and direction marks before brackets and names. */
    private static String plain(String line) {
        return CleanText.withoutDirectionMarks(line).replace('\u202F', ' ').replace('\u00A0', ' ');
    }
}

package weilu.importing;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/**
 * How somebody wants a file imported, checked.
 *
 * @param zone null: the time zone of the importing account
 */
record ImportAsk(ImportFormat format, String fileName, ZoneId zone, DateOrder dateOrder, boolean skipBroken) {
    private static final int FILE_NAME_CHARACTERS_MAX = 255;
    private static final String AUTO = "auto";

    /** Takes the words of a query or a command line, null for those not said. Refuses INVALID with the one at fault. */
    static ImportAsk of(String format, String fileName, String timeZone, String dateOrder, boolean skipBroken) {
        String name = fileName == null ? "" : fileName;
        return new ImportAsk(
                formatOf(format), name.substring(0, Math.min(name.length(), FILE_NAME_CHARACTERS_MAX)),
                zoneOf(timeZone), orderOf(dateOrder), skipBroken);
    }

    ReadingOptions options(ZoneId otherwise) {
        return new ReadingOptions(format, fileName, zone == null ? otherwise : zone, dateOrder);
    }

    /** The account's zone, which was checked when it was set; UTC if this Java does not know it any more. */
    static ZoneId zoneOfAccount(String timeZone) {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    private static ImportFormat formatOf(String word) {
        if (isUnsaid(word)) {
            return null;
        }
        return ImportFormat.named(word.toLowerCase(Locale.ROOT)).orElseThrow(() -> Refusal.field(ErrorCode.INVALID,
                "format", "format is one of auto, telegram, discord, whatsapp, irc, wechat"));
    }

    private static ZoneId zoneOf(String word) {
        try {
            return isUnsaid(word) ? null : ZoneId.of(word);
        } catch (DateTimeException e) {
            throw Refusal.field(ErrorCode.INVALID, "timeZone", "timeZone is a region such as Asia/Shanghai");
        }
    }

    private static DateOrder orderOf(String word) {
        return switch (isUnsaid(word) ? AUTO : word.toLowerCase(Locale.ROOT)) {
            case AUTO -> null;
            case "day_first" -> DateOrder.DAY_FIRST;
            case "month_first" -> DateOrder.MONTH_FIRST;
            default -> throw Refusal.field(ErrorCode.INVALID, "dateOrder",
                    "dateOrder is one of auto, day_first, month_first");
        };
    }

    private static boolean isUnsaid(String word) {
        return word == null || word.isBlank() || word.equalsIgnoreCase(AUTO);
    }
}

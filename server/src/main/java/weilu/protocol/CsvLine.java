package weilu.protocol;

import java.util.List;
import java.util.stream.Collectors;

/** A line of a CSV file (RFC 4180) in which no cell is taken for a formula by a spreadsheet. */
public final class CsvLine {
    /** For spreadsheets, which take a file without it for something else than UTF-8. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String FORMULA = "=+-@\t\r";

    private CsvLine() {}

    public static String of(List<?> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    /** Numbers stay as they are; a text that a spreadsheet could reckon gets an apostrophe before it. */
    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(unit -> unit == ',' || unit == '"' || unit == '\n' || unit == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}

package weilu.message;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a Range header asks for (RFC 9110, one range).
 *
 * @param from the first byte
 * @param to the last byte, inclusive; less than {@code from} when the file has no such part
 */
record ByteRange(long from, long to) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Empty when the header is missing or of a form we do not know; then the whole file is sent. */
    static Optional<ByteRange> of(String header, long bytes) {
        Matcher form = FORM.matcher(header == null ? "" : header.strip());
        if (!form.matches() || form.group(1).isEmpty() && form.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (form.group(1).isEmpty()) {
            long last = Long.parseLong(form.group(2));
            return Optional.of(new ByteRange(last == 0 ? bytes : Math.max(0, bytes - last), bytes - 1));
        }
        long from = Long.parseLong(form.group(1));
        long to = form.group(2).isEmpty() ? bytes - 1 : Long.parseLong(form.group(2));
        return Optional.of(new ByteRange(from, Math.min(to, bytes - 1)));
    }

    boolean isThere() {
        return to >= from;
    }

    long count() {
        return to - from + 1;
    }
}

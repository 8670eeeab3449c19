package weilu.tool.server;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** What a tool of a server is called here: {@code server__tool}, in the letters models know, and no longer than they take. */
final class ToolNames {
    private static final int CHARACTERS_MAX = 64;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_-]");

    private ToolNames() {}

    /** A name that has to be changed gets a mark of what it was, so that two do not become one. */
    static String of(String server, String tool) {
        String whole = server + "__" + tool;
        if (whole.length() <= CHARACTERS_MAX && PLAIN.matcher(tool).matches()) {
            return whole;
        }
        CRC32 sum = new CRC32();
        sum.update(tool.getBytes(StandardCharsets.UTF_8));
        String mark = "_" + String.format("%08x", sum.getValue());
        String plain = server + "__" + ODD.matcher(tool).replaceAll("_");
        return plain.substring(0, Math.min(plain.length(), CHARACTERS_MAX - mark.length())) + mark;
    }
}

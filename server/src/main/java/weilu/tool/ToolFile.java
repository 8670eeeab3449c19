package weilu.tool;

import weilu.protocol.Attachment;

/** A file that a tool made, to be posted by the agent. */
public record ToolFile(Attachment.Kind kind, String name, byte[] bytes) {
    /** More than this is refused before it is kept. */
    public static final int BYTES_MAX = 5_000_000;
}

package weilu.tool.mcp;

import java.time.Duration;

/**
 * What a server of tools may take; in all no longer than a call may take (TL8), so that we give up first and say so.
 *
 * @param begin until it has greeted us
 * @param list until its whole list is there
 * @param call until a tool's result is there
 */
public record McpLimits(Duration begin, Duration list, Duration call) {
    public static final McpLimits STANDARD =
            new McpLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(40));

    public static final int TOOLS_MAX = 128;
    public static final int PAGES_MAX = 20;
    public static final int NAME_CHARACTERS_MAX = 128;
    public static final int DESCRIPTION_CHARACTERS_MAX = 4_000;
    /** Of one tool as it is offered, in JSON. */
    public static final int TOOL_CHARACTERS_MAX = 40_000;
    public static final int LIST_CHARACTERS_MAX = 400_000;
    public static final int RESULT_CHARACTERS_MAX = 12_000;
    /** Of one message of a program. */
    public static final int LINE_BYTES_MAX = 4_000_000;
    /** Messages of the server while it owes one answer. */
    public static final int ASIDES_MAX = 1_000;
    /** How often a stream that broke off is taken up again. */
    public static final int RESUMES_MAX = 20;
}

package weilu.tool.server;

/** What an admin lets agents do with a tool. */
public enum Leave {
    /** Agents do not learn of it. */
    NEVER,
    /** A person approves each call. */
    ASK,
    /** Agents call it by themselves. */
    FREE
}

package weilu.turn;

/**
 * What a prompt says of tools.
 *
 * @param mark around results: new for each turn, so that nobody can have known it when they wrote
 * @param any whether tools are offered at all
 */
record ToolMarks(String mark, boolean any) {}

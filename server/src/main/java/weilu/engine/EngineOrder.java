package weilu.engine;

/**
 * What the child is told on the first line of its standard input; nothing of it stands where other programs see it.
 *
 * @param libraries the folder of llama.cpp's libraries
 * @param token what each request must bring
 * @param idleSeconds after so long without a request the child ends, and gives its memory back
 */
record EngineOrder(
        String libraries, String file, String name, int contextTokens, int threads, String token, int idleSeconds) {}

package weilu.engine;

/**
 * A line the child writes to its standard output.
 *
 * @param port where it listens, in the first line
 * @param progress of loading, in percent
 * @param ready the model is loaded
 * @param problem why it will not be
 */
record EngineNews(Integer port, Integer progress, Boolean ready, String problem) {
    static EngineNews listening(int port) {
        return new EngineNews(port, null, null, null);
    }

    static EngineNews loading(int percent) {
        return new EngineNews(null, percent, null, null);
    }

    static EngineNews loaded() {
        return new EngineNews(null, null, true, null);
    }

    static EngineNews failed(String problem) {
        return new EngineNews(null, null, null, problem);
    }
}

package weilu.bench;

/** One measurement. It reports what it found to the {@link Run}, and ends by itself. */
interface Bench {
    void measure(Run run) throws Exception;
}

package weilu.app;

/** What a check saw, in one sentence for the person who runs the server. */
record Finding(Weight weight, String sentence) {
    /** What follows from it. */
    enum Weight {
        /** As it should be. */
        GOOD,
        /** The server runs, but someone should look: it shouts in the log. */
        WORRYING,
        /** The server does not start like this. */
        WRONG
    }

    static Finding good(String sentence) {
        return new Finding(Weight.GOOD, sentence);
    }

    static Finding worrying(String sentence) {
        return new Finding(Weight.WORRYING, sentence);
    }

    static Finding wrong(String sentence) {
        return new Finding(Weight.WRONG, sentence);
    }

    /** Good when it holds, otherwise of the given weight. */
    static Finding unless(boolean holds, String good, Weight otherwise, String bad) {
        return holds ? good(good) : new Finding(otherwise, bad);
    }

    boolean isGood() {
        return weight == Weight.GOOD;
    }
}

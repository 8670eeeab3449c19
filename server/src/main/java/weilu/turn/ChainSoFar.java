package weilu.turn;

/**
 * What agents have said since a person asked, as far as it keeps one more of them from joining in.
 *
 * @param stopped a person has stopped everything meanwhile
 * @param pingPong this pair of agents has already handed over in this direction
 * @param nothingNew the message only says what was said before, or nothing at all
 * @param handovers turns that agents have caused in this chain
 */
record ChainSoFar(boolean stopped, boolean pingPong, boolean nothingNew, int handovers) {
    /** A person's message begins a chain. */
    static final ChainSoFar BEGINS = new ChainSoFar(false, false, false, 0);

    ChainSoFar andStopped() {
        return new ChainSoFar(true, pingPong, nothingNew, handovers);
    }
}

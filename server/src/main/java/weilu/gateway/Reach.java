package weilu.gateway;

/** How far words may go, and how far a model is away. */
public enum Reach {
    /** Models on this machine or its private network, which an admin has allowed by address. */
    LOCAL,
    /** Any model of a provider that the server is set up with. */
    ANYWHERE;

    /** Whether what may go this far may go to a model that is so far away. */
    public boolean covers(Reach model) {
        return compareTo(model) >= 0;
    }

    /** The narrower of two: how far both together may go. */
    public Reach and(Reach other) {
        return covers(other) ? other : this;
    }
}

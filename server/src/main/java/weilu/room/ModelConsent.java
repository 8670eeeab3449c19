package weilu.room;

/** Which models may be sent somebody's words. */
public enum ModelConsent {
    ALL,
    /** Only models on this server's own machines. */
    LOCAL,
    NONE;

    public ModelConsent stricter(ModelConsent other) {
        return isWithin(other) ? this : other;
    }

    /** Whether it is as strict as the other, or stricter. */
    public boolean isWithin(ModelConsent other) {
        return compareTo(other) >= 0;
    }
}

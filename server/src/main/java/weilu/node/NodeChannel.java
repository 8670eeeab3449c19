package weilu.node;

/** Carries short texts to all nodes, the sender perhaps included. Nothing it carries is needed: see ND1. */
public interface NodeChannel extends AutoCloseable {
    /** PostgreSQL takes less than 8,000 bytes. */
    int PAYLOAD_BYTES_MAX = 7_900;

    /** What comes in; on the channel's thread, to be quick and not to throw. */
    interface Inbox {
        void heard(Topic topic, String payload);

        /** Something may have been missed. */
        void interrupted();
    }

    /** Whether what is told now is likely to arrive. */
    boolean isOpen();

    /** Returns at once; from any thread. Tells whether it was taken. */
    boolean tell(Topic topic, String payload);

    /** Payloads that wait to be sent. */
    int waiting();

    @Override
    void close();
}

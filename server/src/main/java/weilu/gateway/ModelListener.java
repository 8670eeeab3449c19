package weilu.gateway;

/** Hears a model while it speaks: pieces in order, on the thread that asked. */
public interface ModelListener {
    void words(String text);

    /** What the model thinks before it answers; never part of the answer. */
    default void thinking(String text) {}
}

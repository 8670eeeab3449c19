package weilu.knowledge;

import java.util.List;

/** Where the meanings of a conversation's messages come from: they may be stored, or computed when asked for. */
@FunctionalInterface
public interface Meanings {
    /** The meanings of the messages at these positions of the conversation, in the same order. */
    List<Embedding> at(List<Integer> positions);
}

package weilu.gateway;

import java.util.List;
import weilu.id.Seq;

/** What a model is given: parts in order, each with where it came from. */
public record Prompt(List<Part> parts) {
    public Prompt {
        parts = List.copyOf(parts);
    }

    /** Who a part speaks as. Words of members are always {@code USER}: data, never instructions of ours. */
    public enum Role { SYSTEM, USER, ASSISTANT }

    /**
     * One piece of a prompt.
     *
     * @param messages the room's messages whose words are in it
     */
    public record Part(Role role, String text, List<Seq> messages) {
        public Part {
            messages = List.copyOf(messages);
        }
    }

    /** Every message whose words are in the prompt, in order and without repeats. */
    public List<Seq> messages() {
        return parts.stream().flatMap(part -> part.messages().stream()).distinct().sorted().toList();
    }
}

package weilu.gateway;

import java.time.Instant;
import weilu.id.ModelId;
import weilu.id.ProviderId;

/**
 * One model of a provider.
 *
 * @param name as the provider knows it
 * @param shownName as people see it; empty for its name
 * @param trainsOnData an admin says that its provider learns from what it is sent
 * @param price null where nobody entered one
 * @param found what trying it showed; null before that
 */
public record Model(
        ModelId id, ProviderId provider, String name, String shownName, boolean enabled, boolean trainsOnData,
        Price price, Found found) {

    /**
     * What a model showed when it was really asked. Null where it could not be told.
     *
     * @param latencyMs until the first word of a short answer
     * @param streams whether that answer came in pieces
     * @param tools whether it wished for the one tool that fitted, with the right argument
     * @param sees whether it read the digits of a picture
     * @param thinks whether thoughts came apart from the answer when it was told to think
     * @param problem why it did not answer at all, or null
     */
    public record Found(
            Instant at, Long latencyMs, Boolean streams, Boolean tools, Boolean sees, Boolean thinks,
            ModelProblem problem) {}

    /** The name people see. */
    public String called() {
        return shownName.isEmpty() ? name : shownName;
    }

    /** The same at another price. @param other null for an unknown one */
    Model costing(Price other) {
        return new Model(id, provider, name, shownName, enabled, trainsOnData, other, found);
    }

    /** Tools and pictures are kept from a model only when it was found to fail at them. */
    boolean mayUseTools() {
        return found == null || !Boolean.FALSE.equals(found.tools());
    }

    boolean maySee() {
        return found == null || !Boolean.FALSE.equals(found.sees());
    }
}

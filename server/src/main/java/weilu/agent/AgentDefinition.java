package weilu.agent;

import java.util.List;
import java.util.function.Function;
import weilu.id.AgentFileId;
import weilu.id.ModelId;

/**
 * All that makes an agent what it is; one version of it. What is absent is empty. {@link AgentForm} checks what people enter.
 *
 * @param picture the content hash of an uploaded picture, or null
 * @param about what it says of itself on its public card
 * @param persona how it speaks and what it knows of itself, in its builder's words; read by the model below our own rules
 * @param greeting its first line in a room; empty for the product's own
 * @param model null: the first that can
 * @param temperature 0 to 2, or null for the provider's own
 * @param thinking whether it thinks before it answers, where its model can
 * @param tools the names of the tools it may use
 * @param keywords words that call it without a mention, where its room lets it
 * @param examples what one might ask it, shown on its card and in an empty conversation
 * @param knowledge the files it answers from
 */
public record AgentDefinition(
        String name, String picture, String about, String persona, String greeting, ModelId model, Double temperature,
        boolean thinking, List<String> tools, List<String> keywords, Budget budget, List<String> examples,
        List<AgentFileId> knowledge) {

    /** What all who ask it may use up in a day together; null sets no limit of its own. */
    public record Budget(Integer turnsPerDay, Long tokensPerDay) {
        public static final Budget NONE = new Budget(null, null);
    }

    public AgentDefinition {
        name = name == null ? "" : name;
        picture = picture == null || picture.isEmpty() ? null : picture;
        about = about == null ? "" : about;
        persona = persona == null ? "" : persona;
        greeting = greeting == null ? "" : greeting;
        tools = kept(tools);
        keywords = kept(keywords);
        budget = budget == null ? Budget.NONE : budget;
        examples = kept(examples);
        knowledge = kept(knowledge);
    }

    /** Just a name, and nothing else of its own. */
    public static AgentDefinition named(String name) {
        return new AgentDefinition(
                name, null, null, null, null, null, null, false, null, null, null, null, null);
    }

    /** The same under the name and with the picture that its account shows. */
    AgentDefinition shownAs(String displayName, String shownPicture) {
        return new AgentDefinition(displayName, shownPicture, about, persona, greeting, model, temperature, thinking, tools,
                keywords, budget, examples, knowledge);
    }

    AgentDefinition withTools(Function<List<String>, List<String>> change) {
        return new AgentDefinition(name, picture, about, persona, greeting, model, temperature, thinking, change.apply(tools),
                keywords, budget, examples, knowledge);
    }

    AgentDefinition withoutModel() {
        return new AgentDefinition(name, picture, about, persona, greeting, null, temperature, thinking, tools, keywords,
                budget, examples, knowledge);
    }

    AgentDefinition withKnowledge(List<AgentFileId> files) {
        return new AgentDefinition(name, picture, about, persona, greeting, model, temperature, thinking, tools, keywords,
                budget, examples, files);
    }

    private static <T> List<T> kept(List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}

package weilu.turn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import weilu.gateway.ToolSpec;
import weilu.id.MemberId;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.CallArguments;
import weilu.tool.CallArguments.Reading;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;
import weilu.tool.builtin.ToolPages;

/** The tool by which a model passes a question on, for one turn: its one argument is an id out of those it was given. */
final class PassOnTool implements Tool {
    static final String NAME = "pass_on";
    private static final String ARGUMENT = "agent";

    private final ToolSpec spec;
    private final Predicate<MemberId> isAllowed;
    private volatile MemberId chosen;

    /** An agent that can be chosen, and a line that says what it is for. */
    record Offer(MemberId agent, String about) {}

    /** @param isAllowed whether an agent would answer now, too */
    PassOnTool(List<Offer> offers, Predicate<MemberId> isAllowed) {
        this.isAllowed = isAllowed;
        ToolSpec page = ToolPages.read(NAME);
        JsonNode parameters = page.parameters().deepCopy();
        ArrayNode ids = (ArrayNode) parameters.at("/properties/" + ARGUMENT + "/enum");
        StringBuilder description = new StringBuilder(page.description());
        offers.forEach(offer -> {
            ids.add(offer.agent().toString());
            description.append("\n- ").append(offer.agent()).append(": ").append(offer.about());
        });
        spec = new ToolSpec(NAME, description.toString(), parameters);
    }

    /** Throws when its page does not let exactly the ids through that are offered: the server does not start then. */
    static void checkPage() {
        MemberId one = new MemberId(1);
        PassOnTool tool = new PassOnTool(List.of(new Offer(one, "")), id -> true);
        boolean takesId = CallArguments.read(tool, "{\"agent\":\"1\"}") instanceof Reading.Good;
        boolean takesMore = CallArguments.read(tool, "{\"agent\":\"2\"}") instanceof Reading.Good
                || CallArguments.read(tool, "{\"agent\":\"1\",\"words\":\"x\"}") instanceof Reading.Good
                || CallArguments.read(tool, "{}") instanceof Reading.Good;
        if (!takesId || takesMore) {
            throw new IllegalStateException("the page of the tool " + NAME + " lets other things through than ids");
        }
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    /** It needs no yes: what follows is held against the same rules as a hand-over by name. */
    @Override
    public Effect effect() {
        return Effect.PURE;
    }

    @Override
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        return isAllowed.test(id(arguments)) ? Optional.empty()
                : Optional.of("that agent may not answer here now; answer yourself");
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        chosen = id(arguments);
        return ToolResult.of("passed on");
    }

    /** The agent that the question is passed on to, or null. */
    MemberId chosen() {
        return chosen;
    }

    private static MemberId id(JsonNode arguments) {
        return new MemberId(Long.parseLong(arguments.path(ARGUMENT).asText()));
    }
}

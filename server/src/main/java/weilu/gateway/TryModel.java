package weilu.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import weilu.gateway.Model.Found;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Picture;
import weilu.gateway.Prompt.Role;
import weilu.id.ModelId;
import weilu.outbound.OutboundHttp;
import weilu.protocol.Json;

/**
 * Finds out what a model can do by really asking it, with nothing of any room in the questions (GW4): whether it answers and
 * how fast, whether it wishes for the tool that fits, reads the digits of a picture, and thinks apart from its answer.
 */
public final class TryModel {
    private static final String TOOL = "look_into_box";
    private static final int BOX = 7;
    private static final int DIGITS = 3;

    private final Providers providers;
    private final Models models;
    private final ChatClient client;
    private final Clock clock;
    private final RandomGenerator random;

    public TryModel(
            Providers providers, OutboundHttp http, ModelLimits limits, Clock clock, RandomGenerator random) {
        this.providers = providers;
        this.models = providers.models();
        this.clock = clock;
        this.random = random;
        client = new ChatClient(http, limits);
    }

    /** Asks, keeps what was found and returns the model with it. Takes as long as the model does. */
    public Model run(ModelId id) {
        Models.Owned owned = models.find(id);
        return models.keep(id, switch (providers.endpoint(owned.provider(), owned.model())) {
            case Reached.Not not -> broken(not.problem());
            case Reached.At at -> find(at.endpoint());
        });
    }

    private Found find(Endpoint endpoint) {
        FirstWord first = new FirstWord();
        ModelOutcome hello = ask(endpoint, plain("Say hello in one short sentence."), first);
        return switch (hello) {
            case ModelOutcome.Completed done -> new Found(clock.instant(), first.millis(), done.streamed(),
                    usesTools(endpoint), sees(endpoint), thinks(endpoint), null);
            case ModelOutcome.Failed failed -> broken(failed.problem());
            case ModelOutcome.Stopped _, ModelOutcome.Refused _ -> throw new IllegalStateException("nobody stops a trial");
        };
    }

    private Boolean usesTools(Endpoint endpoint) {
        JsonNode schema = Json.mapper().createObjectNode().put("type", "object")
                .set("properties", Json.mapper().createObjectNode()
                        .set("box", Json.mapper().createObjectNode().put("type", "integer")));
        ToolSpec tool = new ToolSpec(TOOL, "Looks into the box of that number and tells what is in it.", schema);
        Prompt question = prompt("What is in box " + BOX + "? You cannot know; use the tool.", List.of());
        ModelAsk ask = new ModelAsk(PromptFor.only(question), null, null, false, List.of(tool), false);
        return switch (ask(endpoint, ask, text -> { })) {
            case ModelOutcome.Completed done -> done.calls().stream()
                    .anyMatch(call -> call.tool().equals(TOOL) && boxOf(call.arguments()) == BOX);
            case ModelOutcome.Failed failed -> cannot(failed);
            case ModelOutcome.Stopped _, ModelOutcome.Refused _ -> null;
        };
    }

    private Boolean sees(Endpoint endpoint) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            digits.append(random.nextInt(10));
        }
        Picture picture = new Picture("image/png", TestPicture.of(digits.toString()), HexFormat.of().formatHex(new byte[32]));
        Prompt question = prompt("Which digits does this picture show? Answer with the digits alone.", List.of(picture));
        return switch (ask(endpoint, ModelAsk.of(question), text -> { })) {
            case ModelOutcome.Completed done -> done.text().replaceAll("\\D", "").equals(digits.toString());
            case ModelOutcome.Failed failed -> cannot(failed);
            case ModelOutcome.Stopped _, ModelOutcome.Refused _ -> null;
        };
    }

    private Boolean thinks(Endpoint endpoint) {
        Prompt question = prompt("Which is larger, 9.9 or 9.11? Answer with the number alone.", List.of());
        ModelAsk ask = new ModelAsk(PromptFor.only(question), null, null, true, List.of(), false);
        return switch (ask(endpoint, ask, text -> { })) {
            case ModelOutcome.Completed done -> !done.thinking().isEmpty();
            case ModelOutcome.Failed failed -> cannot(failed);
            case ModelOutcome.Stopped _, ModelOutcome.Refused _ -> null;
        };
    }

    /** A refusal of the question says that it cannot; any other failure says nothing. */
    private static Boolean cannot(ModelOutcome.Failed failed) {
        return switch (failed.problem().kind()) {
            case REQUEST_REFUSED, EMPTY_ANSWER -> false;
            default -> null;
        };
    }

    private Found broken(ModelProblem problem) {
        return new Found(clock.instant(), null, null, null, null, null, problem);
    }

    private ModelOutcome ask(Endpoint endpoint, ModelAsk ask, ModelListener listener) {
        Prompt prompt = ask.prompts().reach(endpoint.reach()).orElseThrow();
        Set<String> without = Set.of();
        while (true) {
            byte[] body = ChatWire.request(endpoint, ask, prompt, without);
            ModelOutcome outcome = client.ask(endpoint, body, listener, new StopSignal());
            Optional<Set<String>> refused = ChatWire.refused(outcome, without);
            if (refused.isEmpty()) {
                return outcome;
            }
            without = refused.get();
        }
    }

    private static ModelAsk plain(String question) {
        return ModelAsk.of(prompt(question, List.of()));
    }

    private static Prompt prompt(String question, List<Picture> pictures) {
        return new Prompt(List.of(new Part(Role.USER, question, List.of(), pictures)), Reach.ANYWHERE);
    }

    private static int boxOf(String arguments) {
        try {
            return Json.mapper().readTree(arguments).path("box").asInt(-1);
        } catch (JsonProcessingException e) {
            return -1;
        }
    }

    /** How long the first sign of an answer took. */
    private static final class FirstWord implements ModelListener {
        private final long start = System.nanoTime();
        private Long millis;

        private Long millis() {
            return millis;
        }

        @Override
        public void words(String text) {
            millis = millis == null ? (System.nanoTime() - start) / 1_000_000 : millis;
        }
    }
}

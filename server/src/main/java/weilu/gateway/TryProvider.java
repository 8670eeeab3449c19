package weilu.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Role;
import weilu.outbound.OutboundHttp;

/** Asks a provider one short question with nothing of any room in it, to see whether it works (GW4). */
public final class TryProvider {
    private static final Prompt HELLO = new Prompt(List.of(
            new Part(Role.USER, "Say hello in one short sentence, in Chinese and in English.", List.of())),
            Reach.ANYWHERE);

    private final Providers providers;
    private final ChatClient client;

    /**
     * What came of it.
     *
     * @param latencyMs until the first word; null when none came
     * @param streaming whether the answer came in pieces
     * @param text what the model said, or null
     * @param problem what is wrong, or null
     */
    public record Trial(boolean ok, Long latencyMs, boolean streaming, String text, ModelProblem problem) {}

    public TryProvider(Providers providers, OutboundHttp http, ModelLimits limits) {
        this.providers = providers;
        client = new ChatClient(http, limits);
    }

    /** Tries what is entered; {@code kept} is the provider being edited, whose key serves on its own origin only. */
    public Trial run(ProviderDraft draft, Optional<Provider> kept) {
        Endpoint endpoint = providers.endpoint(draft, kept);
        long start = System.nanoTime();
        long[] first = new long[1];
        ModelListener listener = text -> first[0] = first[0] == 0 ? System.nanoTime() : first[0];
        ModelOutcome outcome = ask(endpoint, listener);
        Long latency = first[0] == 0 ? null : (first[0] - start) / 1_000_000;
        return switch (outcome) {
            case ModelOutcome.Completed done -> new Trial(true, latency, done.streamed(), done.text(), null);
            case ModelOutcome.Stopped stopped -> new Trial(false, latency, true, stopped.text(), null);
            case ModelOutcome.Refused _ -> throw new IllegalStateException("a trial asks for no leave");
            case ModelOutcome.Failed failed -> new Trial(false, latency, false, null, failed.problem());
        };
    }

    private ModelOutcome ask(Endpoint endpoint, ModelListener listener) {
        Set<String> without = Set.of();
        while (true) {
            byte[] body = ChatWire.request(endpoint, ModelAsk.of(HELLO), HELLO, without);
            ModelOutcome outcome = client.ask(endpoint, body, listener, new StopSignal());
            Optional<Set<String>> refused = ChatWire.refused(outcome, without);
            if (refused.isEmpty()) {
                return outcome;
            }
            without = refused.get();
        }
    }
}

package weilu.gateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import weilu.gateway.ModelProblem.Kind;
import weilu.outbound.OutboundHttp;

/** The one door to models. */
public final class ModelGateway {
    private static final System.Logger LOG = System.getLogger(ModelGateway.class.getName());

    private final Providers providers;
    private final OutboundLedger ledger;
    private final ChatClient client;

    public ModelGateway(Providers providers, OutboundLedger ledger, OutboundHttp http, ModelLimits limits) {
        this.providers = providers;
        this.ledger = ledger;
        client = new ChatClient(http, limits);
    }

    public boolean isConfigured() {
        return providers.isConfigured();
    }

    /**
     * Asks the first provider; the next one when it fails before its first sign of an answer. The listener hears the words in
     * order, on this thread. Blocks until the answer is over; {@code stop} ends it from another thread at any time.
     */
    public ModelOutcome stream(OutboundLedger.Reason reason, ModelAsk ask, ModelListener listener, StopSignal stop) {
        ModelOutcome outcome = failed(Kind.NO_PROVIDER, "no model is configured");
        FirstSign hearing = new FirstSign(listener);
        for (Provider provider : enabled()) {
            outcome = ask(provider, reason, ask, hearing, stop);
            if (!(outcome instanceof ModelOutcome.Failed failed) || hearing.came()) {
                return outcome;
            }
            LOG.log(System.Logger.Level.WARNING, "provider {0} failed for turn {1}: {2}",
                    provider.id(), reason.turn(), failed.problem().kind());
        }
        return outcome;
    }

    private List<Provider> enabled() {
        return providers.list().stream().filter(Provider::enabled).toList();
    }

    private ModelOutcome ask(
            Provider provider, OutboundLedger.Reason reason, ModelAsk ask, ModelListener listener, StopSignal stop) {
        Optional<Endpoint> endpoint = providers.endpoint(provider);
        if (endpoint.isEmpty()) {
            return failed(Kind.KEY_UNREADABLE, "the key can no longer be read; enter it again");
        }
        if (stop.isStopped()) {
            return new ModelOutcome.Stopped("", endpoint.get().speaker());
        }
        Set<String> without = Set.of();
        while (true) {
            ModelOutcome outcome = send(endpoint.get(), reason, ask, without, listener, stop);
            Optional<Set<String>> refused = ChatWire.refused(outcome, without);
            if (refused.isEmpty()) {
                return outcome;
            }
            without = refused.get();
        }
    }

    private ModelOutcome send(Endpoint endpoint, OutboundLedger.Reason reason, ModelAsk ask, Set<String> without,
            ModelListener listener, StopSignal stop) {
        byte[] body = ChatWire.request(endpoint, ask, without);
        long line = ledger.note(reason, endpoint, ask.prompt().messages(), body.length);
        ModelOutcome outcome = client.ask(endpoint, body, listener, stop);
        ledger.settle(line, outcome);
        return outcome;
    }

    private static ModelOutcome failed(Kind kind, String detail) {
        return new ModelOutcome.Failed(new ModelProblem(kind, detail));
    }
}

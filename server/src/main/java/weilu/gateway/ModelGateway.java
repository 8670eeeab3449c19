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
        boolean hasFailed = false;
        FirstSign hearing = new FirstSign(listener);
        for (Provider provider : enabled()) {
            ModelOutcome asked = ask(provider, reason, ask, hearing, stop);
            outcome = asked instanceof ModelOutcome.Refused && hasFailed ? outcome : asked;
            if (hearing.came() || isOver(asked)) {
                return asked;
            }
            if (!(asked instanceof ModelOutcome.Failed failed)) {
                continue;
            }
            hasFailed = true;
            LOG.log(System.Logger.Level.WARNING, "provider {0} failed for turn {1}: {2}",
                    provider.id(), reason.turn(), failed.problem().kind());
        }
        return outcome;
    }

    /** Another model may serve when one failed, or when the words may not go to it; a quota is used up for all. */
    private static boolean isOver(ModelOutcome outcome) {
        return switch (outcome) {
            case ModelOutcome.Completed _, ModelOutcome.Stopped _ -> true;
            case ModelOutcome.Refused refused -> refused.why() instanceof AskRefusal.QuotaUsedUp;
            case ModelOutcome.Failed _ -> false;
        };
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
        Optional<Prompt> prompt = prompt(ask, endpoint.get().reach());
        if (prompt.isEmpty()) {
            return new ModelOutcome.Refused(new AskRefusal.NotAllowedSoFar());
        }
        Set<String> without = Set.of();
        while (true) {
            ModelOutcome outcome = send(endpoint.get(), reason, ask, prompt.get(), without, listener, stop);
            Optional<Set<String>> refused = ChatWire.refused(outcome, without);
            if (refused.isEmpty()) {
                return outcome;
            }
            without = refused.get();
        }
    }

    /** What may go so far, made anew for each model; a prompt that itself may not is as none (RE1). */
    private static Optional<Prompt> prompt(ModelAsk ask, Reach model) {
        return ask.prompts().reach(model).filter(prompt -> prompt.reach().covers(model));
    }

    private ModelOutcome send(Endpoint endpoint, OutboundLedger.Reason reason, ModelAsk ask, Prompt prompt,
            Set<String> without, ModelListener listener, StopSignal stop) {
        byte[] body = ChatWire.request(endpoint, ask, prompt, without);
        long most = Quotas.promptTokensMax(prompt, ask.tools()) + ask.tokensMax();
        OutboundLedger.Parcel parcel = new OutboundLedger.Parcel(endpoint, prompt, body.length, most, ask.thinking());
        return switch (ledger.note(reason, parcel)) {
            case OutboundLedger.Noted.Refused refused ->
                    new ModelOutcome.Refused(new AskRefusal.QuotaUsedUp(refused.quota()));
            case OutboundLedger.Noted.Line line -> {
                ModelOutcome outcome = client.ask(endpoint, body, listener, stop);
                ledger.settle(line.id(), outcome);
                yield outcome;
            }
        };
    }

    private static ModelOutcome failed(Kind kind, String detail) {
        return new ModelOutcome.Failed(new ModelProblem(kind, detail));
    }
}

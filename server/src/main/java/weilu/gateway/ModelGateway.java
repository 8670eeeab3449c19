package weilu.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weilu.db.Tx;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ModelProblem.Kind;
import weilu.id.ModelId;
import weilu.id.ProviderId;
import weilu.outbound.OutboundHttp;

/** The one door to models. */
public final class ModelGateway {
    private static final System.Logger LOG = System.getLogger(ModelGateway.class.getName());

    private final Providers providers;
    private final Models models;
    private final OutboundLedger ledger;
    private final ChatClient client;
    private final Circuits circuits;
    private final Patience patience;
    private final ModelRoutes routes;

    public ModelGateway(
            Providers providers, Models models, OutboundLedger ledger, OutboundHttp http, ModelLimits limits,
            Circuits circuits, Patience patience, ModelRoutes routes) {
        this.routes = routes;
        this.providers = providers;
        this.models = models;
        this.ledger = ledger;
        this.circuits = circuits;
        this.patience = patience;
        client = new ChatClient(http, limits);
    }

    /** Asks each model once, and lets none rest. */
    public ModelGateway(Providers providers, OutboundLedger ledger, OutboundHttp http, ModelLimits limits) {
        this(providers, providers.models(), ledger, http, limits, new Circuits(Clock.systemUTC(), Integer.MAX_VALUE),
                Patience.none(), null);
    }

    /** Asks each model once, lets none rest, and sends questions to the models of their examples. */
    public ModelGateway(
            Providers providers, OutboundLedger ledger, OutboundHttp http, ModelLimits limits, ModelRoutes routes) {
        this(providers, providers.models(), ledger, http, limits, new Circuits(Clock.systemUTC(), Integer.MAX_VALUE),
                Patience.none(), routes);
    }

    /** The model for such a question, by the admin's examples (RT1); empty where the usual one will do. */
    public Optional<Decision.Routed<ModelId>> route(String question) {
        return routes != null && routes.decide(question) instanceof Decision.Routed<ModelId> routed
                ? Optional.of(routed) : Optional.empty();
    }

    /** Whether it is that model which spoke, and no other in its place. */
    public boolean spoke(ModelId model, String speaker) {
        return models.usable().stream().filter(one -> one.model().id().equals(model))
                .anyMatch(one -> (one.provider().name() + " · " + one.model().name()).equals(speaker));
    }

    /** Whether the model of that name is known not to see; of one that nobody tried nothing is known. */
    public boolean isBlind(String speaker) {
        return models.usable().stream().filter(one -> (one.provider().name() + " · " + one.model().name()).equals(speaker))
                .anyMatch(one -> !one.model().maySee());
    }

    /** Whether the model that is wanted uses tools, or, where none is, any that may answer. */
    public boolean usesTools(ModelId wanted) {
        List<Models.Owned> usable = models.usable();
        List<Models.Owned> asked = usable.stream().filter(one -> one.model().id().equals(wanted)).toList();
        return (asked.isEmpty() ? usable : asked).stream().anyMatch(one -> one.model().mayUseTools());
    }

    public boolean isConfigured() {
        return providers.isConfigured();
    }

    public boolean isConfigured(Tx tx) {
        return providers.isConfigured(tx);
    }

    /** The models that people may choose from. */
    public List<ModelChoice> choices() {
        return models.usable().stream().map(ModelChoice::of).toList();
    }

    /**
     * Asks the model that is wanted, or the first that can; the next one when it fails before its first sign of an answer, and
     * none of a provider that failed as a whole. The listener hears the words in order, on this thread. Blocks until the answer
     * is over; {@code stop} ends it from another thread at any time.
     */
    public ModelOutcome stream(OutboundLedger.Reason reason, ModelAsk ask, ModelListener listener, StopSignal stop) {
        ModelOutcome outcome = failed(Kind.NO_PROVIDER, "no model is configured");
        boolean hasFailed = false;
        FirstSign hearing = new FirstSign(listener);
        Set<ProviderId> given = new HashSet<>();
        for (Models.Owned candidate : Candidates.inOrder(models.usable(), ask)) {
            ProviderId provider = candidate.provider().id();
            if (given.contains(provider)) {
                continue;
            }
            if (candidate.model().trainsOnData() && reason.room() != null && ledger.isNotStored(reason.room())) {
                outcome = hasFailed ? outcome : new ModelOutcome.Refused(new AskRefusal.TrainsOnData());
                continue;
            }
            if (!circuits.admits(provider)) {
                outcome = hasFailed ? outcome : failed(Kind.PROVIDER_DOWN, "it failed too often just now and rests");
                given.add(provider);
                continue;
            }
            ModelOutcome asked = askPatiently(candidate, reason, ask, hearing, stop);
            outcome = asked instanceof ModelOutcome.Refused && hasFailed ? outcome : asked;
            if (hearing.came() || isOver(asked)) {
                return asked;
            }
            if (!(asked instanceof ModelOutcome.Failed failed)) {
                continue;
            }
            hasFailed = true;
            if (concernsProvider(failed.problem().kind())) {
                given.add(provider);
            }
            LOG.log(System.Logger.Level.WARNING, "model {0} of provider {1} failed for turn {2}: {3}",
                    candidate.model().id(), provider, reason.turn(), failed.problem().kind());
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

    /** Whether its other models would fare no better. */
    private static boolean concernsProvider(Kind kind) {
        return switch (kind) {
            case KEY_UNREADABLE, ADDRESS_REFUSED, UNREACHABLE, TIMED_OUT, KEY_REFUSED, OVER_QUOTA, PROVIDER_DOWN -> true;
            case NO_PROVIDER, MODEL_UNKNOWN, REQUEST_REFUSED, BROKEN_ANSWER, EMPTY_ANSWER -> false;
        };
    }

    /** Asks again after a while where that may help and nothing was heard yet, and tells the circuit how it went. */
    private ModelOutcome askPatiently(Models.Owned candidate, OutboundLedger.Reason reason, ModelAsk ask,
            FirstSign hearing, StopSignal stop) {
        ProviderId provider = candidate.provider().id();
        for (int tries = 1;; tries++) {
            ModelOutcome outcome = ask(candidate, reason, ask, hearing, stop);
            if (!(outcome instanceof ModelOutcome.Failed failed)) {
                circuits.succeeded(provider);
                return outcome;
            }
            Optional<Duration> wait = hearing.came() ? Optional.empty() : patience.before(failed, tries);
            if (wait.isEmpty()) {
                if (concernsProvider(failed.problem().kind())) {
                    circuits.failed(provider, failed.retryAfter());
                }
                return outcome;
            }
            if (!patience.pausing().pass(wait.get(), stop)) {
                return new ModelOutcome.Stopped("", candidate.provider().name() + " · " + candidate.model().name());
            }
        }
    }

    private ModelOutcome ask(Models.Owned candidate, OutboundLedger.Reason reason, ModelAsk ask, ModelListener listener,
            StopSignal stop) {
        return switch (providers.endpoint(candidate.provider(), candidate.model())) {
            case Reached.Not not -> new ModelOutcome.Failed(not.problem());
            case Reached.At at -> ask(at.endpoint(), candidate, reason, ask, listener, stop);
        };
    }

    private ModelOutcome ask(Endpoint endpoint, Models.Owned candidate, OutboundLedger.Reason reason, ModelAsk ask,
            ModelListener listener, StopSignal stop) {
        if (endpoint.isAstray()) {
            return failed(Kind.ADDRESS_REFUSED, "its address is not on this machine or its private network now");
        }
        if (stop.isStopped()) {
            return new ModelOutcome.Stopped("", endpoint.speaker());
        }
        Optional<Prompt> prompt = prompt(ask, endpoint.reach()).map(whole -> Candidates.fit(whole, candidate.model()));
        if (prompt.isEmpty()) {
            return new ModelOutcome.Refused(new AskRefusal.NotAllowedSoFar());
        }
        ModelAsk fitting = Candidates.fit(ask, candidate.model());
        Prompt words = prompt.get();
        Set<String> without = Set.of();
        while (true) {
            ModelOutcome outcome = send(
                    endpoint, candidate.model().price(), reason, fitting, words, without, listener, stop);
            Optional<Set<String>> refused = ChatWire.refused(outcome, without);
            if (refused.isPresent()) {
                without = refused.get();
            } else if (words.hasPictures() && ChatWire.isRefused(outcome)) {
                words = words.withoutPictures();
            } else {
                return outcome;
            }
        }
    }

    /** What may go so far, made anew for each model; a prompt that itself may not is as none (RE1). */
    private static Optional<Prompt> prompt(ModelAsk ask, Reach model) {
        return ask.prompts().reach(model).filter(prompt -> prompt.reach().covers(model));
    }

    private ModelOutcome send(Endpoint endpoint, Price price, OutboundLedger.Reason reason, ModelAsk ask, Prompt prompt,
            Set<String> without, ModelListener listener, StopSignal stop) {
        byte[] body = ChatWire.request(endpoint, ask, prompt, without);
        long most = Quotas.promptTokensMax(prompt, ask.tools()) + ask.tokensMax();
        OutboundLedger.Parcel parcel = new OutboundLedger.Parcel(
                endpoint, prompt, body.length, most, ask.thinking());
        return switch (ledger.note(reason, parcel)) {
            case OutboundLedger.Noted.Refused refused ->
                    new ModelOutcome.Refused(new AskRefusal.QuotaUsedUp(refused.quota()));
            case OutboundLedger.Noted.Line line -> {
                ModelOutcome outcome = client.ask(endpoint, body, listener, stop);
                ledger.settle(line.id(), outcome, price);
                yield outcome;
            }
        };
    }

    private static ModelOutcome failed(Kind kind, String detail) {
        return new ModelOutcome.Failed(new ModelProblem(kind, detail));
    }
}

package weilu.gateway;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import weilu.db.Db;
import weilu.gateway.ExampleRouter.Decision;
import weilu.gateway.ExampleRouter.Example;
import weilu.id.ModelId;
import weilu.knowledge.Embedding;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Which questions go to which model, by examples that an admin has given. */
public final class ModelRoutes {
    public static final int ROUTES_MAX = 30;
    public static final int EXAMPLES_MAX = 50;
    public static final int LABEL_CHARACTERS_MAX = 40;
    public static final int EXAMPLE_CHARACTERS_MAX = 200;

    private final Db db;
    private final Function<String, Embedding> meaning;
    private final RouteStore store = new RouteStore();
    private final ModelStore models = new ModelStore();
    private List<Route> built = List.of();
    private ExampleRouter<ModelId> router;

    /** Questions like the examples go to the model. */
    public record Route(String label, ModelId model, List<String> examples) {
        public Route {
            examples = examples == null ? List.of() : List.copyOf(examples);
        }
    }

    public ModelRoutes(Db db, Function<String, Embedding> meaning) {
        this.db = db;
        this.meaning = meaning;
    }

    public List<Route> list() {
        return db.withoutTransaction(store::list);
    }

    /** All of them at once. */
    public List<Route> replace(List<Route> routes) {
        List<Route> checked = checked(routes);
        db.useTransaction(tx -> {
            Set<ModelId> known = new HashSet<>();
            models.list(tx).forEach(model -> known.add(model.id()));
            if (!checked.stream().allMatch(route -> known.contains(route.model()))) {
                throw Refusal.field(ErrorCode.INVALID, "model", "each label goes to a model of this server");
            }
            store.replace(tx, checked);
        });
        return checked;
    }

    /** Where there are no examples, nothing is computed. */
    public Decision<ModelId> decide(String text) {
        List<Route> now = list();
        return now.isEmpty() ? new Decision.Usual<>(null, 0) : routerOf(now).decide(text);
    }

    /** The examples' meanings are kept until they change. */
    private synchronized ExampleRouter<ModelId> routerOf(List<Route> now) {
        if (router == null || !built.equals(now)) {
            List<Example<ModelId>> examples = now.stream().flatMap(route -> route.examples().stream()
                    .map(text -> new Example<>(route.label(), text, route.model()))).toList();
            router = new ExampleRouter<>(examples, meaning);
            built = now;
        }
        return router;
    }

    private static List<Route> checked(List<Route> routes) {
        if (routes.size() > ROUTES_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "label", "at most " + ROUTES_MAX + " labels");
        }
        Set<String> labels = new HashSet<>();
        return routes.stream().map(route -> {
            String label = ProviderDraft.line("label", route.label(), LABEL_CHARACTERS_MAX);
            if (!labels.add(label)) {
                throw Refusal.field(ErrorCode.NAME_TAKEN, "label", "each label once");
            }
            if (route.model() == null) {
                throw Refusal.field(ErrorCode.INVALID, "model", "each label goes to a model");
            }
            List<String> examples = route.examples().stream().filter(one -> !one.isBlank())
                    .map(one -> ProviderDraft.line("examples", one, EXAMPLE_CHARACTERS_MAX)).distinct().toList();
            if (examples.isEmpty() || examples.size() > EXAMPLES_MAX) {
                throw Refusal.field(ErrorCode.INVALID, "examples", "1 to " + EXAMPLES_MAX + " examples for each label");
            }
            return new Route(label, route.model(), examples);
        }).toList();
    }
}

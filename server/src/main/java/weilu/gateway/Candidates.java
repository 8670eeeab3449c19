package weilu.gateway;

import java.util.Comparator;
import java.util.List;

/** Which models are asked, and what each is spared because it was found not to be able to. */
final class Candidates {
    private Candidates() {}

    /** The one that is wanted first, then those that can do what is asked for: see, then use tools; in the admin's order. */
    static List<Models.Owned> inOrder(List<Models.Owned> usable, ModelAsk ask) {
        Comparator<Models.Owned> wantedFirst =
                Comparator.comparing(one -> ask.model() == null || !ask.model().equals(one.model().id()));
        return usable.stream()
                .sorted(wantedFirst.thenComparing(one -> ask.pictures() && !one.model().maySee())
                        .thenComparing(one -> !ask.tools().isEmpty() && !one.model().mayUseTools()))
                .toList();
    }

    /** Without pictures for a model that was found blind. */
    static Prompt fit(Prompt prompt, Model model) {
        return model.maySee() ? prompt : prompt.withoutPictures();
    }

    /** Without tools for a model that was found to use none: an answer in words is better than none. */
    static ModelAsk fit(ModelAsk ask, Model model) {
        return ask.tools().isEmpty() || model.mayUseTools() ? ask
                : ask.with(ask.prompts(), List.of());
    }
}

package weilu.gateway;

import java.util.Comparator;
import java.util.List;

/** Which models are asked, and what each is spared because it was found not to be able to. */
final class Candidates {
    private Candidates() {}

    /** The one that is wanted first, then those that can do what is asked for, each in the admin's order. */
    static List<Models.Owned> inOrder(List<Models.Owned> usable, ModelAsk ask) {
        Comparator<Models.Owned> wantedFirst =
                Comparator.comparing(one -> ask.model() == null || !ask.model().equals(one.model().id()));
        return usable.stream()
                .sorted(wantedFirst.thenComparing(one -> !ask.tools().isEmpty() && !one.model().mayUseTools()))
                .toList();
    }

    /** Without pictures for a model that was found blind. */
    static Prompt fit(Prompt prompt, Model model) {
        if (model.maySee() || prompt.files().isEmpty()) {
            return prompt;
        }
        return new Prompt(prompt.parts().stream().map(Prompt.Part::withoutPictures).toList(), prompt.reach());
    }

    /** Without tools for a model that was found to use none: an answer in words is better than none. */
    static ModelAsk fit(ModelAsk ask, Model model) {
        return ask.tools().isEmpty() || model.mayUseTools() ? ask
                : new ModelAsk(ask.prompts(), ask.model(), ask.temperature(), ask.thinking(), List.of(), ask.json());
    }
}

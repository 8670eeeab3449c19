package weilu.turn;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import weilu.gateway.Prompt;
import weilu.gateway.PromptFor;
import weilu.gateway.Reach;

/**
 * What a turn asks of models, made anew for each that is tried, for what one may hear another may not. What is heard belongs to
 * the one that was made last: a model that has spoken is not followed by another.
 */
final class Asked implements PromptFor {
    /**
     * What goes to a model, and the quotes its numbers stand for.
     *
     * @param showsMemory something private of the asker went into it, and the answer has to show that
     */
    record Question(Prompt prompt, List<Quoted> quotes, boolean showsMemory) {
        Question(Prompt prompt, List<Quoted> quotes) {
            this(prompt, quotes, false);
        }
    }

    private final Function<Reach, Optional<Question>> making;
    private final Consumer<String> out;
    private Question question;
    private CitedText text;

    /** @param making filters by consent, in one transaction with reading the words */
    Asked(Function<Reach, Optional<Question>> making, Consumer<String> out) {
        this.making = making;
        this.out = out;
    }

    @Override
    public Optional<Prompt> reach(Reach model) {
        Optional<Question> made = making.apply(model);
        made.ifPresent(one -> {
            question = one;
            text = new CitedText(one.quotes().size(), out);
        });
        return made.map(Question::prompt);
    }

    void hear(String words) {
        text.add(words);
    }

    /** What was asked last; null when nothing was. */
    Question question() {
        return question;
    }

    /** What was heard; no more will be. */
    CitedText end() {
        text.end();
        return text;
    }
}

package weilu.turn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import weilu.gateway.Prompt;
import weilu.gateway.PromptFor;
import weilu.gateway.Reach;
import weilu.protocol.Answer.Citation;

/**
 * What a turn asks of models, made anew for each that is tried, for what one may hear another may not. What is heard belongs to
 * the one that was made last: a model that has spoken is not followed by another, except by the next step after it called tools.
 */
final class Asked implements PromptFor {
    /**
     * What goes to a model, and the quotes its numbers stand for.
     *
     * @param shown pictures and files that go along
     * @param showsMemory something private of the asker went into it, and the answer has to show that
     */
    record Question(Prompt prompt, List<Quoted> quotes, List<AttachedFiles.Shown> shown, boolean showsMemory) {
        Question(Prompt prompt, List<Quoted> quotes) {
            this(prompt, quotes, List.of(), false);
        }

        Question showing(List<AttachedFiles.Shown> files) {
            return new Question(prompt, quotes, files, showsMemory);
        }

        Question with(Prompt whole) {
            return new Question(whole, quotes, shown, showsMemory);
        }
    }

    /**
     * What was heard, of all steps.
     *
     * @param cited what it cites: the first is [1] in the words, and so on
     * @param notFound the model said nothing but that the quotes hold no answer
     */
    record Said(String words, List<Citation> cited, boolean notFound) {}

    private final Function<Reach, Optional<Question>> making;
    private final Consumer<String> out;
    private final List<Quoted> cited = new ArrayList<>();
    private final StringBuilder earlier = new StringBuilder();
    private Map<Integer, Quoted> found = Map.of();
    private Question question;
    private CitedText text;
    private boolean parted;

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
            text = new CitedText(this::place, this::pass);
        });
        return made.map(Question::prompt);
    }

    /** What tools found and the prompt that was made last holds, by the numbers it stands under there. */
    void found(Map<Integer, Quoted> numbered) {
        found = Map.copyOf(numbered);
    }

    void hear(String words) {
        text.add(words);
    }

    /** The model has called tools and will go on: what it said before stays, above what it says next. */
    void stepOver() {
        text.end();
        String said = text.text().strip();
        if (!said.isEmpty()) {
            earlier.append(earlier.isEmpty() ? "" : "\n\n").append(said);
        }
        text = new CitedText(this::place, this::pass);
        parted = false;
    }

    /** What was asked last; null when nothing was. */
    Question question() {
        return question;
    }

    /** What was heard; no more will be. */
    Said end() {
        text.end();
        String last = text.text().strip();
        String parting = earlier.isEmpty() || last.isEmpty() ? "" : "\n\n";
        return new Said(earlier + parting + last, cited.stream().map(Quoted::citation).toList(),
                earlier.isEmpty() && text.saysNotFound());
    }

    /** One message has one place, however it was found. */
    private int place(int number) {
        Quoted quoted = number <= question.quotes().size() ? question.quotes().get(number - 1) : found.get(number);
        if (quoted == null) {
            return 0;
        }
        for (int i = 0; i < cited.size(); i++) {
            if (cited.get(i).message().seq().equals(quoted.message().seq())) {
                return i + 1;
            }
        }
        cited.add(quoted);
        return cited.size();
    }

    private void pass(String words) {
        if (!parted && !earlier.isEmpty()) {
            out.accept("\n\n");
        }
        parted = true;
        out.accept(words);
    }
}

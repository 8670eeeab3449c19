package weilu.turn;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Role;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Engine;
import weilu.protocol.MessageView;

/**
 * What was said so far between one person and an agent, as a model reads it: turn by turn, the newest as far as they fit.
 * Whispers are left out: they are about other rooms, whose consent and ledger are not this one's.
 */
record Dialogue(List<MessageView> messages, boolean reachesBeginning) {
    static final int MESSAGES_MAX = 100;
    static final int CHARACTERS_MAX = 24_000;
    static final int MESSAGE_CHARACTERS_MAX = 8_000;

    Dialogue {
        messages = List.copyOf(messages);
    }

    /** @param earlier what came before the question, oldest first, as far as consent lets it go */
    static Dialogue of(List<MessageView> earlier, boolean hasEarlier) {
        List<MessageView> kept = new ArrayList<>();
        int characters = 0;
        boolean all = !hasEarlier;
        // Of two that ran at once the one that counts may stand first in the log.
        Set<TurnId> anew = earlier.stream().map(MessageView::answer).filter(Objects::nonNull).map(Answer::replaces)
                .filter(Objects::nonNull).collect(Collectors.toSet());
        Set<TurnId> replaced = new HashSet<>();
        for (MessageView view : earlier.reversed()) {
            boolean isFirst = view.answer() != null && view.answer().replaces() == null && anew.contains(view.answer().turn());
            if (!isSaid(view) || isFirst || isReplaced(view.answer(), replaced)) {
                continue;
            }
            characters += Math.min(view.body().length(), MESSAGE_CHARACTERS_MAX);
            if (characters > CHARACTERS_MAX) {
                all = false;
                break;
            }
            kept.addFirst(view);
        }
        return new Dialogue(kept, all);
    }

    /** Where it begins; what is older is only looked up. */
    Seq first(Seq otherwise) {
        return messages.isEmpty() ? otherwise : messages.getFirst().seq();
    }

    List<Part> parts() {
        return messages.stream().map(view -> new Part(view.answer() == null ? Role.USER : Role.ASSISTANT,
                cut(view.body()), List.of(view.seq()))).toList();
    }

    /** Read from the newest on: an earlier answer to a question that was answered anew is no part of what was said. */
    private static boolean isReplaced(Answer answer, Set<TurnId> replaced) {
        if (answer == null) {
            return false;
        }
        boolean is = replaced.contains(answer.replaces() == null ? answer.turn() : answer.replaces());
        if (answer.replaces() != null) {
            replaced.add(answer.replaces());
        }
        return is;
    }

    private static boolean isSaid(MessageView view) {
        boolean byMachine = view.answer() != null && view.answer().engine() == Engine.EXTRACTIVE;
        return view.recalledBy() == null && view.about() == null && !byMachine && !view.body().isBlank();
    }

    private static String cut(String body) {
        return body.length() <= MESSAGE_CHARACTERS_MAX ? body : body.substring(0, MESSAGE_CHARACTERS_MAX) + "…";
    }
}

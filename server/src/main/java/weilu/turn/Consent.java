package weilu.turn;

import java.util.Set;
import weilu.id.MemberId;
import weilu.protocol.MessageView;

/**
 * What of a room may go to a model, as it was decided when this was read.
 *
 * @param modelsOff nothing may
 * @param withheld members whose words may not
 */
record Consent(boolean modelsOff, Set<MemberId> withheld) {
    /** Whether what this member asks may be sent: a question is words, too. */
    boolean letsAsk(MemberId asker) {
        return !modelsOff && !withheld.contains(asker);
    }

    /** Whether the message may be sent. An answer that cites withheld words may hold them; what was imported is others' words. */
    boolean lets(MessageView message) {
        if (modelsOff || message.importedAs() == null && withheld.contains(message.author())) {
            return false;
        }
        return message.answer() == null || message.answer().topics().stream()
                .flatMap(topic -> topic.citations().stream())
                .noneMatch(citation -> withheld.contains(citation.author()));
    }
}

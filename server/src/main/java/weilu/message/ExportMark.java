package weilu.message;

import java.util.Map;
import java.util.Optional;
import weilu.id.MemberId;
import weilu.media.AiMark;
import weilu.protocol.Answer;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;

/**
 * That an agent wrote a message, for an export: here, or where it was forwarded from.
 *
 * @param engine what made the words, or null when it is not known
 * @param model or null
 */
record ExportMark(String agent, Answer.Engine engine, String model, AiMark aigc) {
    static Optional<ExportMark> of(MessageView view, Map<MemberId, MemberView> members) {
        if (view.brought() != null) {
            return Optional.ofNullable(view.brought().agent())
                    .map(agent -> marked(view, agent, view.brought().engine(), view.brought().model()));
        }
        MemberView author = members.get(view.author());
        boolean byAgent = view.importedAs() == null && author != null && author.kind() == MemberView.Kind.AGENT;
        Answer answer = view.answer();
        String agent = author == null ? "" : author.displayName();
        return !byAgent && answer == null ? Optional.empty() : Optional.of(marked(view, agent,
                answer == null ? null : answer.engine(), answer == null ? null : answer.model()));
    }

    private static ExportMark marked(MessageView view, String agent, Answer.Engine engine, String model) {
        return new ExportMark(agent, engine, model, new AiMark("Weilu · " + agent, view.clientMessageId().toString()));
    }
}

package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Counts the last poll: emoji of people, never of agents (BT5). */
final class CountPoll implements Deed {
    private static final int CHOICES_MAX = 9;

    private final Db db;
    private final ReadMessages messages;
    private final BuiltInStore store = new BuiltInStore();

    CountPoll(Db db, ReadMessages messages) {
        this.db = db;
        this.messages = messages;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        return db.inTransaction(tx -> {
            Set<MemberId> agents = new HashSet<>(store.agents(tx, context.room()));
            Optional<MessageView> poll = messages
                    .before(tx, context.room(), context.trigger(), ReadMessages.PAGE_MESSAGES_MAX).messages().reversed().stream()
                    .filter(view -> view.body().startsWith(Polls.MARK) && agents.contains(view.author())).findFirst();
            return poll.map(view -> counted(view, agents)).orElseGet(() -> ToolResult.failed("there is no poll of late"));
        });
    }

    private static ToolResult counted(MessageView poll, Set<MemberId> agents) {
        StringBuilder text = new StringBuilder(poll.body()).append("\n\n");
        Set<MemberId> voters = new HashSet<>();
        for (int i = 0; i < CHOICES_MAX; i++) {
            String emoji = Polls.emoji(i);
            if (poll.body().contains(emoji)) {
                List<MemberId> votes = poll.reactions().stream().filter(one -> one.emoji().equals(emoji))
                        .flatMap(one -> one.members().stream()).filter(member -> !agents.contains(member)).toList();
                voters.addAll(votes);
                text.append("choice ").append(i + 1).append(": ").append(votes.size()).append(" votes\n");
            }
        }
        text.append("voters: ").append(voters.size()).append("; a member may vote for several choices");
        return ToolResult.of(text.toString(), List.of(poll.seq()));
    }
}

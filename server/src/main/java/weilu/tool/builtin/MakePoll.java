package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import weilu.db.Db;
import weilu.id.ClientMessageId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.Emoji;
import weilu.message.PostMessage;
import weilu.message.PostOutcome;
import weilu.message.React;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Starts a poll: a message of its own, with an emoji for each choice. */
final class MakePoll implements Deed {
    private final Db db;
    private final PostMessage posts;
    private final React reactions;

    MakePoll(Db db, PostMessage posts, React reactions) {
        this.db = db;
        this.posts = posts;
        this.reactions = reactions;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        String question = arguments.path("question").asText().strip();
        StringBuilder body = new StringBuilder(Polls.MARK).append(" **").append(question.replace("*", "")).append("**\n");
        int choices = arguments.path("options").size();
        for (int i = 0; i < choices; i++) {
            body.append('\n').append(Polls.emoji(i)).append(' ').append(arguments.path("options").get(i).asText()).append('\n');
        }
        UUID id = UUID.nameUUIDFromBytes(("poll " + context.turn() + arguments).getBytes(StandardCharsets.UTF_8));
        Draft draft = new Draft(context.room(), context.agentAccount(), new ClientMessageId(id), body.toString().strip(), null,
                List.of(), List.of(), 1, null);
        return switch (posts.post(draft)) {
            case PostOutcome.Posted posted -> begun(context, posted.seq(), choices);
            case PostOutcome.AlreadyPosted posted -> begun(context, posted.seq(), choices);
            case PostOutcome.Refused refused -> ToolResult.failed(refused.problem().detail());
        };
    }

    /** The agent puts each emoji there, so that a vote is one tap. */
    private ToolResult begun(ToolContext context, Seq poll, int choices) {
        for (int i = 0; i < choices; i++) {
            Emoji emoji = new Emoji(Polls.emoji(i));
            db.useTransaction(tx -> reactions.set(tx, context.room(), context.agentAccount(), poll, emoji, true));
        }
        return ToolResult.of("the poll is posted");
    }
}

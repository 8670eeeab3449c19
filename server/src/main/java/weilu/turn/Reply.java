package weilu.turn;

import java.util.List;
import weilu.gateway.Reach;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Kind;
import weilu.protocol.Answer.Note;
import weilu.protocol.Answer.Topic;
import weilu.protocol.ToolCall;
import weilu.protocol.UsedUp;
import weilu.tool.ToolFile;

/**
 * What a turn is going to post.
 *
 * @param files that tools made
 * @param kept what approved calls had made before
 */
record Reply(String body, Answer answer, List<ToolFile> files, List<AttachmentId> kept) {
    Reply {
        files = List.copyOf(files);
        kept = List.copyOf(kept);
    }

    Reply(String body, Answer answer) {
        this(body, answer, List.of(), List.of());
    }

    Reply carrying(List<AttachmentId> uploads) {
        return new Reply(body, answer, files, uploads);
    }

    /** A line of the agent's own over quoted messages; no model spoke. */
    static Reply extract(TurnId turn, Kind kind, String line, List<Topic> topics) {
        return new Reply(line, new Answer(turn, kind, Engine.EXTRACTIVE, null, null, topics));
    }

    /** The answer with the places of what it cites, and none of the words. */
    Answer placesOnly() {
        return answer.withTopics(answer.topics().stream()
                .map(topic -> new Topic("", topic.citations().stream()
                        .map(one -> new Citation(one.message(), one.author(), one.name(), one.at(), "")).toList()))
                .toList());
    }

    Reply routed(Answer.Route reason) {
        return new Reply(body, answer.routed(reason), files, kept);
    }

    Reply passedTo(MemberId agent) {
        return new Reply(body, answer.passedTo(agent), files, kept);
    }

    Reply thinking(String thought) {
        return new Reply(body, answer.thinking(thought), files, kept);
    }

    Reply with(UsedUp quota) {
        return new Reply(body, answer.withUsedUp(quota), files, kept);
    }

    /** What a model said goes no further than what it was given. */
    Reply within(Reach reach) {
        boolean local = reach == Reach.LOCAL && answer.engine() == Engine.MODEL;
        return local ? new Reply(body, answer.forLocalModels(), files, kept) : this;
    }

    Reply with(Note note) {
        return new Reply(body, answer.withNote(note), files, kept);
    }

    /** With what else it answers. */
    Reply also(List<AskedTogether.Also> asks) {
        return asks.isEmpty() ? this : new Reply(body, answer.also(asks.stream()
                .map(one -> new Answer.Also(one.message().seq(), one.message().author())).toList()), files, kept);
    }

    Reply saying(String line) {
        return new Reply(line, answer, files, kept);
    }

    /** With the tools that were called on the way, and what they made. */
    Reply with(List<ToolCall> calls, List<ToolFile> made) {
        return new Reply(body, answer.withCalls(calls), made, kept);
    }
}

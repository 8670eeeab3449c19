package weilu.turn;

import java.util.List;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Engine;
import weilu.protocol.Answer.Kind;
import weilu.protocol.Answer.Note;
import weilu.protocol.Answer.Topic;
import weilu.protocol.UsedUp;

/** What a turn is going to post. */
record Reply(String body, Answer answer) {

    /** A line of the agent's own over quoted messages; no model spoke. */
    static Reply extract(TurnId turn, Kind kind, String line, List<Topic> topics) {
        return new Reply(line, new Answer(turn, kind, Engine.EXTRACTIVE, null, null, topics));
    }

    Reply thinking(String thought) {
        return new Reply(body, answer.thinking(thought));
    }

    Reply with(UsedUp quota) {
        return new Reply(body, answer.withUsedUp(quota));
    }

    Reply with(Note note) {
        return new Reply(body, answer.withNote(note));
    }
}

package weilu.protocol;

import java.time.Instant;
import java.util.List;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.id.TurnId;

/**
 * What an agent's turn shows besides its words: which engine spoke, and the messages it rests on.
 *
 * @param engine EXTRACTIVE quotes the room and writes nothing itself; MODEL wrote the body
 * @param model the model that spoke, as "provider · model", or null
 * @param note why an answer is not what was asked for (for example that the provider failed), as a code, or null
 * @param usedUp with QUOTA_USED_UP: which quota, and when it is free again; otherwise null
 * @param localOnly true when words that may go to local models only are in it, so that it may not go further either
 * @param topics the cited messages, grouped; empty when nothing was found
 * @param calls the tools it called, and those that wait for approval
 * @param thinking what the model thought before it answered (深度思考), shown folded; null when it did not think
 * @param route why this model was chosen, or null when it was the usual one
 * @param beside the turn of another answer to the same question that this one stands beside, or null
 * @param replaces the first turn for the same question, when this answer stands in the place of those before it, or null
 * @param also other messages that were asked at the same time and are answered by it; null when there are none
 * @param passedTo the agent that the question was passed on to, which answers it next, or null; {@code route} says why where
 *     an example decided it
 */
public record Answer(
        TurnId turn, Kind kind, Engine engine, String model, Note note, List<Topic> topics, List<ToolCall> calls,
        String thinking, Route route, UsedUp usedUp, Boolean localOnly, TurnId beside, TurnId replaces,
        List<Also> also, MemberId passedTo) {
    public Answer {
        topics = topics == null ? List.of() : List.copyOf(topics);
        calls = calls == null ? List.of() : List.copyOf(calls);
    }

    /** Without tools. */
    public Answer(TurnId turn, Kind kind, Engine engine, String model, Note note, List<Topic> topics) {
        this(turn, kind, engine, model, note, topics, List.of(), null, null, null, null, null, null, null, null);
    }

    public Answer withTopics(List<Topic> given) {
        return new Answer(turn, kind, engine, model, note, given, calls, thinking, route, usedUp, localOnly, beside,
                replaces, also, passedTo);
    }

    public Answer withCalls(List<ToolCall> given) {
        return new Answer(turn, kind, engine, model, note, topics, given, thinking, route, usedUp, localOnly, beside,
                replaces, also, passedTo);
    }

    public Answer withNote(Note given) {
        return new Answer(turn, kind, engine, model, given, topics, calls, thinking, route, usedUp, localOnly, beside,
                replaces, also, passedTo);
    }

    /** The same with what the model thought; an empty thought is none. */
    public Answer thinking(String thought) {
        String kept = thought == null || thought.isBlank() ? null : thought;
        return new Answer(turn, kind, engine, model, note, topics, calls, kept, route, usedUp, localOnly, beside,
                replaces, also, passedTo);
    }

    public Answer beside(TurnId other) {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, route, usedUp, localOnly, other,
                replaces, also, passedTo);
    }

    public Answer replacing(TurnId first) {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, route, usedUp, localOnly, beside, first,
                also, passedTo);
    }

    public Answer also(List<Also> given) {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, route, usedUp, localOnly, beside,
                replaces, given.isEmpty() ? null : List.copyOf(given), passedTo);
    }

    public Answer passedTo(MemberId agent) {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, route, usedUp, localOnly, beside,
                replaces, also, agent);
    }

    public Answer routed(Route reason) {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, reason, usedUp, localOnly, beside,
                replaces, also, passedTo);
    }

    public Answer withUsedUp(UsedUp quota) {
        return new Answer(
                turn, kind, engine, model, Note.QUOTA_USED_UP, topics, calls, thinking, route, quota, localOnly, beside,
                replaces, also, passedTo);
    }

    /** It may go to local models only, because what it was made of may. */
    public Answer forLocalModels() {
        return new Answer(turn, kind, engine, model, note, topics, calls, thinking, route, usedUp, true, beside, replaces, also,
                passedTo);
    }

    public enum Kind { GREETING, SUMMARY, FOUND, NOT_FOUND, CHAT }

    public enum Engine { EXTRACTIVE, MODEL }

    /**
     * STOPPED by a person, PROVIDER_FAILED and the extract stands in, CUT_SHORT by a limit, TOOL_MISSING when the agent is
     * meant to have a tool that this server does not. The extract stands in, too, when a quota is used up, when the words may
     * not go to any model that is there (NOT_ALLOWED), and when all of those train on what they get, in a room that wants none
     * of that (NO_STORE). PRIVATE_MEMORY: what is remembered of the asker alone went into it, because they said so.
     * PICTURES_UNSEEN: the model that spoke cannot see, so the pictures were not sent to it.
     */
    public enum Note {
        STOPPED, PROVIDER_FAILED, CUT_SHORT, TOOL_MISSING, QUOTA_USED_UP, NOT_ALLOWED, NO_STORE, PRIVATE_MEMORY, PICTURES_UNSEEN
    }

    /**
     * A question was like an example that an admin has given for a label, so that label's model was asked; or like what an
     * agent says of itself, so that it was passed on to it.
     */
    public record Route(String label, String example) {}

    /** A message that is answered, too, and who asked. */
    public record Also(Seq message, MemberId author) {}

    /** Messages that belong together, under a few of their own words. */
    public record Topic(String title, List<Citation> citations) {
        public Topic {
            citations = List.copyOf(citations);
        }
    }

    /**
     * A quoted message.
     *
     * @param message the message, to jump to
     * @param quote its own words, cut at a sentence when long
     * @param name who said it (the imported name for an imported message)
     */
    public record Citation(Seq message, MemberId author, String name, Instant at, String quote) {}
}

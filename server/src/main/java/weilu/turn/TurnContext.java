package weilu.turn;

import java.time.ZonedDateTime;
import java.util.List;
import weilu.agent.AgentProfile;
import weilu.agent.AgentWords;
import weilu.agent.Passage;
import weilu.conversation.Choice;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MessageView;
import weilu.protocol.RoomView;
import weilu.room.Membership;

/**
 * All that a turn is about, read once when it begins.
 *
 * @param profile the agent as it stands now, with the tools it may use in this room
 * @param room the room that is read: of a whisper, the one it is about
 * @param passages of the agent's files that fit the trigger
 * @param membership the asker's, the proof that they may read that room
 * @param trigger the message to answer, as it stands now
 * @param words the agent's own lines, in the language asked in
 * @param now the asker's time
 * @param from who wrote the trigger: the asker, or an agent that handed over
 * @param company the agents of the room, itself among them
 * @param consent what might go to a model when the turn began; a prompt asks again
 * @param showing the messages with pictures and files that the question may be about
 * @param also what else is asked, by others too, and answered with it
 * @param choice the model and the thinking that were chosen for this conversation
 * @param hasModel whether there was a model when the turn began
 */
record TurnContext(
        Turn turn, AgentProfile profile, List<Passage> passages, RoomView room, Asker asker, Membership membership,
        MessageView trigger, Intent intent, AgentWords words, ZonedDateTime now,
        String from, List<RoomAgent> company, Consent consent, List<MessageView> showing,
        List<AskedTogether.Also> also, Choice choice, boolean hasModel) {
    TurnContext {
        company = List.copyOf(company);
        showing = List.copyOf(showing);
        also = List.copyOf(also);
    }

    AccountId agent() {
        return profile.account();
    }

    String agentName() {
        return profile.definition().name();
    }

    /** The tag of the language it is answered in. */
    String language() {
        return words == AgentWords.CHINESE ? "zh-CN" : "en";
    }

    /** The room that is read, under whose consent and outbound ledger. What is posted goes to the turn's own. */
    RoomId roomId() {
        return room.id();
    }

    /** Whether it is for more than one person, so that nothing is done for one of them alone. */
    boolean isForSeveral() {
        return also.stream().anyMatch(one -> !one.from().member().equals(asker.member()));
    }

    /** Whether a person talks with the agent alone. */
    boolean isConversation() {
        return room.kind() == RoomView.Kind.DIRECT;
    }

    /** Whether it is asked and answered on the side: the question is no message of the room that is read. */
    boolean isWhisper() {
        return trigger.about() != null;
    }

    /** The log as it stood before the question. */
    Seq before() {
        return isWhisper() ? trigger.about().seq()
                : turn.isScheduled() ? turn.trigger() : new Seq(turn.trigger().value() - 1);
    }

    /** The message that the question quotes, or null. */
    Seq quote() {
        return isWhisper() ? null : trigger.quote();
    }

    /** How far the asker had read when they asked. */
    Seq askerRead() {
        return isWhisper() ? membership.readSeq() : turn.askerRead();
    }
}

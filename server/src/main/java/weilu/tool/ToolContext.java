package weilu.tool;

import java.time.ZonedDateTime;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.MessageView;
import weilu.room.Membership;

/**
 * For whom, where and when a tool is called.
 *
 * @param asker the proof that the asker may read the room, at the time of the call; a tool reads as they may and no further
 * @param askerName as the room knows them
 * @param agent the member that calls
 * @param agentAccount its account
 * @param turn the turn it is part of
 * @param trigger the message that is answered; what was said after it is not looked at
 * @param now the asker's time, in their zone
 * @param language the tag of the language asked in, such as {@code zh-CN}
 * @param numbers what a message of the room is called in a result, so that the answer can cite it; 0 for nothing
 * @param filed where its calls stand: in this room, but of a whisper in the room of the two (CV6)
 * @param stop when it is given, a person wants this to end: what waits for somebody else lets go at once
 * @param consent whether a message may go to the model that will hear the result; what it does not let stays out of the text
 */
public record ToolContext(
        Membership asker, String askerName, MemberId agent, AccountId agentAccount, TurnId turn, Seq trigger,
        ZonedDateTime now, String language, Predicate<MessageView> consent,
        ToIntFunction<Seq> numbers, Filed filed, StopSignal stop) {

    /** A room, and who the two are in it. */
    public record Filed(RoomId room, MemberId agent, MemberId asker) {}

    public ToolContext(
            Membership asker, String askerName, MemberId agent, AccountId agentAccount, TurnId turn, Seq trigger,
            ZonedDateTime now, String language, Predicate<MessageView> consent,
            ToIntFunction<Seq> numbers, StopSignal stop) {
        this(asker, askerName, agent, agentAccount, turn, trigger, now, language, consent, numbers,
                new Filed(asker.room(), agent, asker.member()), stop);
    }

    /** The same, with its calls filed elsewhere. */
    public ToolContext filed(Filed place) {
        return new ToolContext(asker, askerName, agent, agentAccount, turn, trigger, now, language, consent, numbers, place,
                stop);
    }

    /** The same, ended by another signal. */
    ToolContext stoppedBy(StopSignal other) {
        return new ToolContext(asker, askerName, agent, agentAccount, turn, trigger, now, language, consent, numbers, filed,
                other);
    }

    public RoomId room() {
        return asker.room();
    }

    public boolean isChinese() {
        return language.toLowerCase().startsWith("zh");
    }
}

package weilu.agent;

import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.Admission;
import weilu.room.HostAgent;
import weilu.room.RoomCreated;
import weilu.room.RoomLog;

/** Brings the host agent into every new room, where it says in one line what it can do. */
public final class WelcomeHostAgent implements RoomCreated {
    private final HostAgent hostAgent;
    private final Admission admission;
    private final RoomLog log;
    private final AgentStore store = new AgentStore();

    public WelcomeHostAgent(HostAgent hostAgent, Admission admission, RoomLog log) {
        this.hostAgent = hostAgent;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public void roomCreated(Tx tx, RoomId room, AccountId creator) {
        AccountId account = hostAgent.account(tx);
        MemberId agent = admission.admit(tx, room, account, Role.MEMBER);
        String name = store.name(tx, account);
        AgentWords words = AgentWords.of(store.language(tx, creator));
        TurnId turn = TurnId.of(agent, Seq.START);
        ClientMessageId id = new ClientMessageId(turn.value());
        Answer answer = new Answer(turn, Answer.Kind.GREETING, Answer.Engine.EXTRACTIVE, null, null, List.of());
        MessagePosted greeting = new MessagePosted(
                agent, id, words.greeting(name), null, List.of(), List.of(), null, null, 1, answer, false);
        log.append(tx, room, greeting, agent, id, null);
    }
}

package weilu.agent;

import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.room.Admission;
import weilu.room.HostAgent;
import weilu.room.RoomCreated;
import weilu.room.RoomLog;

/** Brings the host agent into every new room, where it says its greeting, or in one line what it can do. */
public final class WelcomeHostAgent implements RoomCreated {
    private final HostAgent hostAgent;
    private final Admission admission;
    private final RoomLog log;
    private final AgentStore store = new AgentStore();
    private final DefinitionStore definitions = new DefinitionStore();

    public WelcomeHostAgent(HostAgent hostAgent, Admission admission, RoomLog log) {
        this.hostAgent = hostAgent;
        this.admission = admission;
        this.log = log;
    }

    @Override
    public void roomCreated(Tx tx, RoomId room, AccountId creator) {
        AccountId account = hostAgent.account(tx);
        MemberId agent = admission.admit(tx, room, account, Role.MEMBER);
        String own = definitions.find(tx, account).map(DefinitionStore.Row::definition)
                .map(written -> Json.read(written, AgentDefinition.class).greeting()).orElse("");
        String line = own.isBlank() ? AgentWords.of(store.language(tx, creator)).greeting(store.name(tx, account)) : own;
        new Greeting(log).say(tx, room, agent, Seq.START, line);
    }
}

package weilu.conversation;

import java.time.Clock;
import weilu.db.Db;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.message.RecallMessage;
import weilu.room.Departures;
import weilu.room.KeepDirect;
import weilu.room.Membership;

/** Deletes a person's conversation with an agent: what was said is taken back, and the room is gone for both (CV8). */
public final class DeleteConversation {
    private final Db db;
    private final KeepDirect directs;
    private final RecallMessage recalls;
    private final Departures departures;
    private final Clock clock;
    private final ConversationStore store = new ConversationStore();

    public DeleteConversation(Db db, KeepDirect directs, RecallMessage recalls, Departures departures, Clock clock) {
        this.db = db;
        this.directs = directs;
        this.recalls = recalls;
        this.departures = departures;
        this.clock = clock;
    }

    /** CONFLICT unless it is a conversation of this account with an agent. An answer on its way is not posted any more. */
    public void delete(RoomId room, AccountId account) {
        db.useTransaction(tx -> {
            Membership mine = directs.requireLocked(tx, room, account);
            recalls.recallAll(tx, mine);
            store.erase(tx, room, clock.instant());
            directs.end(tx, mine, departures);
        });
    }
}

package weilu.message;

import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.protocol.RoomEvent.ToolCallChanged;
import weilu.protocol.ToolCall;
import weilu.room.RoomLog;

/** Shows in an agent's message what became of a call. */
public final class ShowToolCall {
    private final RoomLog log;
    private final MessageStore store = new MessageStore();

    public ShowToolCall(RoomLog log) {
        this.log = log;
    }

    /** Takes the room row's lock: call it last (DB4). A message that was taken back shows nothing any more. */
    public void show(Tx tx, RoomId room, Seq message, ToolCallId call, ToolCall.Status status, MemberId by) {
        log.lockHead(tx, room);
        if (store.find(tx, room, message).map(StoredMessage::isRecalled).orElse(true)) {
            return;
        }
        CallStates states = CallStates.of(store.calls(tx, room, message));
        Seq event = log.append(tx, room, new ToolCallChanged(message, call, status, by));
        CallStates.State state = new CallStates.State(status, by, store.timeOf(tx, room, event));
        store.noteCalls(tx, room, message, states.with(call, state).stored());
    }
}

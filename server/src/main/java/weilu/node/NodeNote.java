package weilu.node;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.ToolCallId;
import weilu.id.TurnId;
import weilu.protocol.ServerFrame;
import weilu.protocol.ServerFrame.TurnDelta;

/** What one node tells the others, for the connections and turns that are there. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "note")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NodeNote.ToRoom.class, name = "toRoom"),
    @JsonSubTypes.Type(value = NodeNote.ToAccount.class, name = "toAccount"),
    @JsonSubTypes.Type(value = NodeNote.MembershipBegan.class, name = "membershipBegan"),
    @JsonSubTypes.Type(value = NodeNote.SignInEnded.class, name = "signInEnded"),
    @JsonSubTypes.Type(value = NodeNote.SignedOut.class, name = "signedOut"),
    @JsonSubTypes.Type(value = NodeNote.StopTurn.class, name = "stopTurn"),
    @JsonSubTypes.Type(value = NodeNote.StopCall.class, name = "stopCall"),
})
public sealed interface NodeNote {

    /** A live frame for the room; with {@code only}, for these members. */
    record ToRoom(RoomId room, List<MemberId> only, ServerFrame frame) implements NodeNote {
        @Override
        public List<NodeNote> halves() {
            if (frame instanceof TurnDelta delta && delta.text().length() > 1) {
                int middle = delta.text().offsetByCodePoints(0, delta.text().codePointCount(0, delta.text().length()) / 2);
                return middle == 0 ? List.of() : List.of(
                        new ToRoom(room, only, part(delta, 0, middle)),
                        new ToRoom(room, only, part(delta, middle, delta.text().length())));
            }
            return only == null || only.size() < 2 ? List.of() : List.of(
                    new ToRoom(room, only.subList(0, only.size() / 2), frame),
                    new ToRoom(room, only.subList(only.size() / 2, only.size()), frame));
        }

        private static TurnDelta part(TurnDelta whole, int from, int to) {
            return new TurnDelta(whole.room(), whole.turn(), whole.from() + from, whole.text().substring(from, to),
                    whole.thinking());
        }
    }

    /** A live frame for all connections of the account. */
    record ToAccount(AccountId account, ServerFrame frame) implements NodeNote {}

    /** The account's connections hear the room from now on. */
    record MembershipBegan(AccountId account, RoomId room, MemberId member) implements NodeNote {}

    /** The browser with this sign-in is out. {@code tokenHash} is in hexadecimal. */
    record SignInEnded(String tokenHash) implements NodeNote {}

    /** All sign-ins of the account are over. */
    record SignedOut(AccountId account) implements NodeNote {}

    /** Somebody wants this turn to end; whoever runs it stops it. */
    record StopTurn(TurnId turn) implements NodeNote {}

    /** Somebody wants this call of a tool to end; whoever runs it ends it. */
    record StopCall(ToolCallId call) implements NodeNote {}

    /** The same in two smaller notes; empty when it cannot be cut. */
    @JsonIgnore
    default List<NodeNote> halves() {
        return List.of();
    }
}

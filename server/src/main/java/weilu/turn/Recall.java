package weilu.turn;

import java.util.List;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.memory.Memories;
import weilu.memory.Memory;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;

/** What an agent remembers for a turn, and what it is asked to remember (ME1 to ME4). */
final class Recall {
    private final Db db;
    private final Memories memories;

    /**
     * What goes along with a question.
     *
     * @param mine of the asker; only in their own conversations and whispers, and where they say so
     * @param room of the room that is read
     */
    record Remembered(List<Memory> mine, List<Memory> room) {
        boolean isEmpty() {
            return mine.isEmpty() && room.isEmpty();
        }
    }

    Recall(Db db, Memories memories) {
        this.db = db;
        this.memories = memories;
    }

    /** Nothing of a person but in private, or when that person asks for it in so many words. */
    Remembered of(Tx tx, TurnContext context) {
        return new Remembered(mayUseMine(context) ? memories.of(tx, context.asker().account()) : List.of(),
                context.isConversation() ? List.of() : memories.of(tx, context.membership()));
    }

    /** Whether the answer stands in a room although something private went into it. */
    boolean showsMine(TurnContext context, Remembered remembered) {
        return !isPrivate(context) && !remembered.mine().isEmpty();
    }

    /** Writes it down where it belongs, and says so. */
    String remember(TurnContext context, String what) {
        try {
            if (isPrivate(context)) {
                return context.words().remembered(
                        db.inTransaction(tx -> memories.add(tx, context.asker().account(), what)).text());
            }
            if (!context.membership().isAtLeast(Role.ADMIN)) {
                return context.words().adminsRemember();
            }
            return context.words().rememberedHere(db.inTransaction(
                    tx -> memories.add(tx, context.roomId(), context.asker().account(), what)).text());
        } catch (Refusal refusal) {
            return context.words().notRemembered();
        }
    }

    private static boolean isPrivate(TurnContext context) {
        return context.isConversation() || context.isWhisper();
    }

    /** An agent that passes a question on says nothing in its asker's place. */
    private static boolean mayUseMine(TurnContext context) {
        return isPrivate(context)
                || context.trigger().author().equals(context.asker().member())
                        && ReadIntent.usesMemory(context.trigger().body());
    }
}

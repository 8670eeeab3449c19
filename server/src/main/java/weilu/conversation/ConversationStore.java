package weilu.conversation;

import java.util.Optional;
import weilu.db.Tx;
import weilu.id.ModelId;
import weilu.id.RoomId;

/** What was chosen for conversations. */
final class ConversationStore {
    Optional<Choice> choice(Tx tx, RoomId room) {
        return tx.handle().createQuery("select model_id, thinking from conversation where room_id = :room")
                .bind("room", room)
                .map((row, context) -> {
                    long model = row.getLong("model_id");
                    return new Choice(model == 0 ? null : new ModelId(model), row.getBoolean("thinking"));
                })
                .findOne();
    }

    void save(Tx tx, RoomId room, Choice choice) {
        tx.handle().createUpdate("""
                        insert into conversation (room_id, model_id, thinking) values (:room, :model, :thinking)
                        on conflict (room_id) do update set model_id = excluded.model_id, thinking = excluded.thinking
                        """)
                .bind("room", room)
                .bindByType("model", choice.model() == null ? null : choice.model().value(), Long.class)
                .bind("thinking", choice.thinking()).execute();
    }
}

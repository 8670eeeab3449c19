package weilu.conversation;

import java.time.Instant;
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

    /** What was chosen, whispered, reminded of and asked of tools there; a call of a tool stays on record, without words. */
    void erase(Tx tx, RoomId room, Instant at) {
        tx.handle().createUpdate("delete from conversation where room_id = :room").bind("room", room).execute();
        tx.handle().createUpdate("delete from whisper where room_id = :room").bind("room", room).execute();
        tx.handle().createUpdate("delete from reminder where room_id = :room").bind("room", room).execute();
        tx.handle().createUpdate("""
                        update tool_call set arguments = '{}', hash = '', result = null, ended_at = coalesce(ended_at, :at),
                            status = case when status in ('pending', 'approved') then 'expired' else status end
                        where room_id = :room
                        """)
                .bind("room", room).bind("at", at).execute();
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

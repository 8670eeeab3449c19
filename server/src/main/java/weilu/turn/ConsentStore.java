package weilu.turn;

import java.util.Set;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;

/** Reads what a room and its members allow. */
final class ConsentStore {
    Consent read(Tx tx, RoomId room) {
        boolean modelsOff = tx.handle().createQuery("select models_off from room where id = :room")
                .bind("room", room).mapTo(Boolean.class).one();
        return new Consent(modelsOff, Set.copyOf(tx.handle()
                .createQuery("select id from member where room_id = :room and words_withheld")
                .bind("room", room).mapTo(MemberId.class).list()));
    }
}

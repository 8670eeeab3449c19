package weilu.turn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;

/** 圆桌: several agents answer one question, each once and blind to the others; then the host draws the conclusion. */
final class RoundTables {
    /** Fewer than this many answers need no conclusion. */
    private static final int ANSWERS_MIN = 2;

    private final TurnStore turns = new TurnStore();

    /** Two that end at once, on two nodes, must not each wait for the other. */
    void lock(Tx tx, RoomId room) {
        tx.handle().createQuery("select id from room where id = :room for no key update")
                .bind("room", room).mapTo(RoomId.class).one();
    }

    /** The conclusion, when this was the last answer and nobody has stopped it; written, and to be begun. */
    Optional<Turn> conclude(Tx tx, Turn last, Instant at) {
        List<Seq> replies = replies(tx, last);
        boolean isOpen = tx.handle().createQuery("""
                        select exists (select 1 from turn where room_id = :room and trigger_seq = :trigger
                            and reason = 'round_table' and (ended_at is null or stop_asked))
                        """)
                .bind("room", last.room()).bind("trigger", last.trigger()).mapTo(boolean.class).one();
        if (isOpen || replies.size() < ANSWERS_MIN) {
            return Optional.empty();
        }
        Turn conclusion = Turn.conclusion(last, host(tx, last), at);
        return turns.insert(tx, conclusion) ? Optional.of(conclusion) : Optional.empty();
    }

    /** What each agent said, in order; with a filter only what may go to a model. */
    List<Quoted> answers(Tx tx, ReadMessages messages, TurnContext context, Predicate<MessageView> lets) {
        List<MessageView> said = messages.findAll(tx, context.roomId(), replies(tx, context.turn())).stream()
                .filter(view -> lets == null || lets.test(view)).toList();
        return Quoting.conversation(tx, messages, context.roomId(), said);
    }

    private static List<Seq> replies(Tx tx, Turn turn) {
        return tx.handle().createQuery("""
                        select e.seq from turn t
                        join room_event e on e.author = t.member_id and e.client_message_id = t.id
                        where t.room_id = :room and t.trigger_seq = :trigger and t.reason = 'round_table' order by e.seq
                        """)
                .bind("room", turn.room()).bind("trigger", turn.trigger()).mapTo(Seq.class).list();
    }

    /** The server's own agent, where it is in the room; otherwise whoever answered last. */
    private static MemberId host(Tx tx, Turn last) {
        return tx.handle().createQuery("""
                        select m.id from agent g join member m on m.account_id = g.account_id and m.state = 'in'
                        where m.room_id = :room and g.part = 'host'
                        """)
                .bind("room", last.room()).mapTo(MemberId.class).findOne().orElse(last.agent());
    }
}

package weilu.message;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MessageView;
import weilu.protocol.RedPacketCard;
import weilu.protocol.RedPacketCard.Status;

/** What became of the red packets in messages since they were posted. */
final class RedPacketStates {
    private record State(int claimed, Status status, String seed, MemberId best) {}

    private RedPacketStates() {}

    /** The messages with their red packets as they stand now; those without any cost nothing. */
    static List<MessageView> shown(Tx tx, RoomId room, List<MessageView> messages) {
        List<Seq> seqs = messages.stream().filter(one -> one.redPacket() != null).map(MessageView::seq).toList();
        if (seqs.isEmpty()) {
            return messages;
        }
        Map<Seq, State> states = states(tx, room, seqs);
        return messages.stream().map(one -> one.redPacket() == null ? one
                : one.withRedPacket(now(one.redPacket(), states.get(one.seq())))).toList();
    }

    static boolean isOpen(Tx tx, RoomId room, RedPacketCard card, Seq seq) {
        return card != null && states(tx, room, List.of(seq)).get(seq).status() == Status.OPEN;
    }

    private static RedPacketCard now(RedPacketCard posted, State state) {
        RedPacketCard card = posted.claimed(state.claimed());
        return state.status() == Status.OPEN ? card : card.ended(state.status(), state.seed(), state.best());
    }

    private static Map<Seq, State> states(Tx tx, RoomId room, List<Seq> seqs) {
        Map<Seq, State> states = new HashMap<>();
        tx.handle().createQuery("""
                        select seq, claimed, status, seed, best_member from red_packet
                        where room_id = :room and seq = any(:seqs)
                        """)
                .bind("room", room).bind("seqs", seqs.toArray(Seq[]::new))
                .map((row, context) -> {
                    byte[] seed = row.getBytes("seed");
                    long best = row.getLong("best_member");
                    return states.put(new Seq(row.getLong("seq")), new State(row.getInt("claimed"),
                            Rows.constant(row, "status", Status.class), seed == null ? null : HexFormat.of().formatHex(seed),
                            best == 0 ? null : new MemberId(best)));
                })
                .list();
        return states;
    }
}

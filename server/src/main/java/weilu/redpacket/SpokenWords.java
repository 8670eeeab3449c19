package weilu.redpacket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import weilu.db.Tx;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.protocol.RedPacketCard.Kind;
import weilu.room.Phrase;

/**
 * The passphrases that are worth something in each room now, so that saying one there opens its red packet (RP8). A copy of the
 * rows: what another node has sent is in it a moment later.
 */
public final class SpokenWords {
    private record Spoken(RedPacketId redPacket, String words) {}

    private final RedPacketStore store = new RedPacketStore();
    private final Map<RoomId, List<Spoken>> byRoom = new ConcurrentHashMap<>();

    /** Sent here just now. */
    void note(RedPacket packet) {
        if (packet.words() != null && packet.kind() == Kind.PASSPHRASE) {
            byRoom.merge(packet.room(), List.of(of(packet)),
                    (before, more) -> Stream.concat(before.stream(), more.stream()).distinct().toList());
        }
    }

    /** Reads them again. */
    void refresh(Tx tx) {
        Map<RoomId, List<RedPacket>> now = store.spoken(tx);
        byRoom.keySet().retainAll(now.keySet());
        now.forEach((room, packets) -> byRoom.put(room, packets.stream().map(SpokenWords::of).toList()));
    }

    /** The red packets of this room that are opened by saying this. */
    List<RedPacketId> openedBy(RoomId room, String said) {
        List<Spoken> here = byRoom.get(room);
        if (here == null || said == null || said.strip().length() > Phrase.CHARACTERS_MAX) {
            return List.of();
        }
        String key = Phrase.said(said).key();
        return here.stream().filter(spoken -> spoken.words().equals(key)).map(Spoken::redPacket).toList();
    }

    private static Spoken of(RedPacket packet) {
        return new Spoken(packet.id(), packet.words());
    }
}

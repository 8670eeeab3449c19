package weilu.room;

import java.util.List;
import java.util.random.RandomGenerator;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

/** Making a room; who makes it owns it. */
public final class CreateRoom {
    public static final int OWNED_MAX = 100;

    private final RoomLog log;
    private final RoomStore rooms;
    private final RoomText text;
    private final Admission admission;
    private final List<RoomCreated> created;
    private final RandomGenerator random;
    private final MemberStore members = new MemberStore();

    /** @param random a strong source: a number must not tell the next one */
    public CreateRoom(
            RoomLog log, RoomStore rooms, RoomText text, Admission admission, List<RoomCreated> created,
            RandomGenerator random) {
        this.log = log;
        this.rooms = rooms;
        this.text = text;
        this.admission = admission;
        this.created = List.copyOf(created);
        this.random = random;
    }

    /**
     * What the creator asks for.
     *
     * @param topic null for none
     * @param picture null for none
     * @param visibility null for {@link Visibility#PRIVATE}
     */
    public record Wish(String name, String topic, String picture, Visibility visibility) {}

    public RoomId create(Tx tx, AccountId creator, Wish wish) {
        requireMayOwn(tx, creator);
        String name = text.name(wish.name());
        String topic = text.topic(wish.topic());
        Visibility visibility = wish.visibility() == null ? Visibility.PRIVATE : wish.visibility();
        for (int attempt = 0; attempt < RoomNumbers.ATTEMPTS_MAX; attempt++) {
            RoomView room = new RoomView(RoomNumbers.draw(random), RoomView.Kind.GROUP, name, topic,
                    text.picture(tx, wish.picture()), visibility, WhoMayInvite.MEMBERS, 0, false, false);
            if (rooms.insertRoom(tx, room, null, log.now())) {
                admission.admit(tx, room.id(), creator, Role.OWNER);
                created.forEach(hook -> hook.roomCreated(tx, room.id(), creator));
                return room.id();
            }
        }
        throw RoomNumbers.noneFree();
    }

    private void requireMayOwn(Tx tx, AccountId creator) {
        if (members.accountKind(tx, creator).orElseThrow() != Kind.PERSON) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only people with an account make rooms");
        }
        if (members.countOwned(tx, creator) >= OWNED_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "one person owns at most " + OWNED_MAX + " rooms");
        }
    }
}

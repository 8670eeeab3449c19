package weilu.room;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Kind;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.RoomView.WhoMayInvite;

/** The direct room of two people, one for each pair, and the conversations of a person with an agent. */
public final class OpenDirect {
    public static final int PEOPLE_LISTED_MAX = 50;
    public static final int CONVERSATIONS_MAX = 100;

    private final RoomLog log;
    private final RoomStore rooms;
    private final Admission admission;
    private final HostAgent hostAgent;
    private final List<RoomCreated> created;
    private final RandomGenerator random;
    private final MemberStore members = new MemberStore();
    private final DirectStore directs = new DirectStore();

    public OpenDirect(
            RoomLog log, RoomStore rooms, Admission admission, HostAgent hostAgent, List<RoomCreated> created,
            RandomGenerator random) {
        this.log = log;
        this.rooms = rooms;
        this.admission = admission;
        this.hostAgent = hostAgent;
        this.created = List.copyOf(created);
        this.random = random;
    }

    /** The pair's room, new or as it was. NOT_FOUND unless the other is a person one shares a room with. */
    public RoomId withPerson(Tx tx, AccountId account, AccountId other) {
        requirePerson(tx, account);
        if (account.equals(other)) {
            throw Refusal.field(ErrorCode.INVALID, "account", "a direct room is with somebody else");
        }
        String pair = DirectStore.pair(account, other);
        directs.lockPair(tx, pair);
        Optional<RoomId> existing = directs.findRoom(tx, pair);
        if (existing.isPresent()) {
            return existing.get();
        }
        if (!directs.isAcquainted(tx, account, other)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "you share no room with such a person");
        }
        if (directs.isBlockedBetween(tx, account, other)) {
            throw Refusal.of(ErrorCode.BLOCKED, "one of you has blocked the other");
        }
        return open(tx, room -> pair, account, other);
    }

    /** Like {@link #withPerson}, for a member of a room the account is in; with an agent, their latest conversation. */
    public RoomId withMember(Tx tx, Membership membership, MemberId member, boolean fresh) {
        MemberRecord target = members.find(tx, membership.room(), member)
                .filter(MemberRecord::isIn)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such member in this room"));
        return target.kind() == Kind.AGENT
                ? withAgent(tx, membership.account(), target.account(), fresh)
                : withPerson(tx, membership.account(), target.account());
    }

    /** Like {@link #withAgent}, with the host agent. */
    public RoomId withHostAgent(Tx tx, AccountId account, boolean fresh) {
        return withAgent(tx, account, hostAgent.account(tx), fresh);
    }

    /**
     * The latest conversation of the account and an agent it has met. With {@code fresh} a new one, unless nothing was asked
     * yet in the latest.
     */
    public RoomId withAgent(Tx tx, AccountId account, AccountId agent, boolean fresh) {
        requirePerson(tx, account);
        String pair = DirectStore.pair(account, agent);
        directs.lockPair(tx, pair);
        List<RoomId> conversations = directs.conversations(tx, account, agent);
        if (!conversations.isEmpty() && !(fresh && directs.hasSpoken(tx, conversations.getFirst(), account))) {
            return conversations.getFirst();
        }
        if (conversations.size() >= CONVERSATIONS_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "there are " + CONVERSATIONS_MAX + " conversations; put some away first");
        }
        boolean isFirst = directs.findRoom(tx, pair).isEmpty();
        RoomId room = open(tx, id -> isFirst ? pair : DirectStore.pair(account, agent, id), account, agent);
        if (agent.equals(hostAgent.account(tx))) {
            created.forEach(hook -> hook.roomCreated(tx, room, account));
        } else {
            created.forEach(hook -> hook.conversationBegun(tx, room, agent));
        }
        return room;
    }

    /** Where whispers of the account and this agent lie; one for each pair, beside their conversations. */
    public RoomId whispers(Tx tx, AccountId account, AccountId agent, String title) {
        requirePerson(tx, account);
        String pair = DirectStore.whispers(account, agent);
        directs.lockPair(tx, pair);
        return directs.findRoom(tx, pair).orElseGet(() -> open(tx, room -> pair, title, account, agent));
    }

    /** People to open a direct room with: those one shares a room with. */
    public List<PersonView> people(Tx tx, AccountId account, String query) {
        return directs.people(tx, account, query, PEOPLE_LISTED_MAX);
    }

    private RoomId open(Tx tx, Function<RoomId, String> pair, AccountId account, AccountId other) {
        return open(tx, pair, "", account, other);
    }

    private RoomId open(Tx tx, Function<RoomId, String> pair, String title, AccountId account, AccountId other) {
        for (int attempt = 0; attempt < RoomNumbers.ATTEMPTS_MAX; attempt++) {
            RoomView room = new RoomView(RoomNumbers.draw(random), RoomView.Kind.DIRECT, title, "", null,
                    Visibility.PRIVATE, WhoMayInvite.ADMINS, 0, false, false);
            if (rooms.insertRoom(tx, room, pair.apply(room.id()), log.now())) {
                admission.admit(tx, room.id(), account, Role.MEMBER);
                admission.admit(tx, room.id(), other, Role.MEMBER);
                return room.id();
            }
        }
        throw RoomNumbers.noneFree();
    }

    private void requirePerson(Tx tx, AccountId account) {
        if (members.accountKind(tx, account).orElseThrow() != Kind.PERSON) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "only people with an account open direct rooms");
        }
    }
}

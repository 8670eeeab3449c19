package weilu.socket;

import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;

/**
 * One connection hearing one room. Its position is touched only on the connection's event loop.
 */
final class Subscription {
    private final Connection connection;
    private final RoomId room;
    private final MemberId member;
    private volatile boolean ended;

    /** The last seq written to the connection. */
    private Seq sent;
    /** Behind the live tail: it catches up from the log and takes no live frames meanwhile. */
    private boolean lagging = true;
    private boolean catchingUp;
    private long typedAtNanos = Long.MIN_VALUE;

    Subscription(Connection connection, RoomId room, MemberId member, Seq after) {
        this.connection = connection;
        this.room = room;
        this.member = member;
        this.sent = after;
    }

    Connection connection() {
        return connection;
    }

    RoomId room() {
        return room;
    }

    MemberId member() {
        return member;
    }

    /** Nothing more of the room may be written, whatever is on its way. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    Seq sent() {
        return sent;
    }

    void sentUpTo(Seq seq) {
        sent = seq;
    }

    boolean isLagging() {
        return lagging;
    }

    void lag() {
        lagging = true;
    }

    void goLive() {
        lagging = false;
    }

    /** Tells whether a catch-up may begin: it is needed, and none is on its way. */
    boolean beginCatchUp() {
        if (catchingUp || ended) {
            return false;
        }
        catchingUp = true;
        return true;
    }

    void endCatchUp() {
        catchingUp = false;
    }

    /** Tells whether this typing note may be passed on, at most one in so many nanoseconds. */
    synchronized boolean mayType(long nowNanos, long apartNanos) {
        if (typedAtNanos != Long.MIN_VALUE && nowNanos - typedAtNanos < apartNanos) {
            return false;
        }
        typedAtNanos = nowNanos;
        return true;
    }
}

package weilu.room;

import java.util.List;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** The public rooms of this server, for people who look for company. */
public final class Directory {
    public static final int PAGE_ROOMS_MAX = 30;
    public static final int QUERY_CHARACTERS_MAX = 100;

    private final MemberStore members = new MemberStore();
    private final DirectoryStore store = new DirectoryStore();

    /**
     * Public rooms that are not archived, the fullest first; at most {@link #PAGE_ROOMS_MAX}.
     *
     * @param query in the name or topic, or the room's number; null or empty for all
     * @param after the last room of the page before, or null for the first page
     */
    public List<DirectoryEntry> page(Tx tx, AccountId account, String query, RoomId after) {
        String wanted = query == null ? "" : query.strip();
        if (wanted.length() > QUERY_CHARACTERS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "query", "at most " + QUERY_CHARACTERS_MAX + " characters");
        }
        Place from = after == null ? Place.BEFORE_ALL : new Place(members.count(tx, after), after.value());
        return store.page(tx, account, wanted, from, PAGE_ROOMS_MAX);
    }

    /** Where a page ended: so many members, this number. */
    record Place(int members, long number) {
        static final Place BEFORE_ALL = new Place(Integer.MAX_VALUE, 0);
    }
}

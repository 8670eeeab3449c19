package weilu.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import weilu.db.Tx;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.ErrorCode;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.room.Membership;

/** Finds messages of a room by their words, newest first (KN3). */
public final class SearchRoom {
    public static final int HITS_MAX = 50;
    private static final int STRETCHES_AT_ONCE_MAX = 64;
    /** What is posted but not indexed yet is looked through itself, up to this many messages. */
    private static final int FRESH_MESSAGES_MAX = ReadMessages.PAGE_MESSAGES_MAX;

    private final ReadMessages messages;
    private final IndexStore index = new IndexStore();

    public SearchRoom(ReadMessages messages) {
        this.messages = messages;
    }

    /**
     * Messages that hold every part of the query as it stands there.
     *
     * @param before only messages before this position; null: from the newest
     * @param limit from 1 to {@link #HITS_MAX}
     */
    public SearchPage search(Tx tx, Membership membership, String query, Seq before, int limit) {
        if (limit < 1 || limit > HITS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "limit", "from 1 to " + HITS_MAX);
        }
        SearchQuery wanted = SearchQuery.parse(query);
        Seq indexed = index.cursor(tx, membership.room()).words();
        List<SearchPage.Hit> hits = new ArrayList<>(fresh(tx, membership, wanted, indexed, before));
        Seq next = before == null || before.isAfter(indexed.next()) ? indexed.next() : before;
        long stretch = SearchKeys.stretch(next.value());
        int width = 1;
        while (stretch >= 0 && hits.size() <= limit) {
            long oldest = Math.max(0, stretch - width + 1);
            next = searchStretches(tx, membership, wanted, new Stretches(stretch, oldest, next), limit + 1, hits);
            stretch = oldest - 1;
            width = Math.min(STRETCHES_AT_ONCE_MAX, width * 4);
        }
        boolean hasMore = hits.size() > limit;
        return new SearchPage(hasMore ? hits.subList(0, limit) : hits, hasMore);
    }

    /** Stretches of a room from the newest to the oldest, before a position. */
    private record Stretches(long newest, long oldest, Seq before) {}

    private Seq searchStretches(
            Tx tx, Membership membership, SearchQuery wanted, Stretches stretches, int enough, List<SearchPage.Hit> hits) {
        List<String> keys = LongStream.iterate(stretches.newest(), one -> one >= stretches.oldest(), one -> one - 1)
                .mapToObj(one -> SearchKeys.of(membership.room(), one, wanted.terms())).toList();
        Seq before = stretches.before();
        int asked = enough;
        List<Seq> found;
        do {
            found = index.find(tx, membership.room(), List.of(keys), before, asked).stream().map(IndexStore.Hit::seq).toList();
            if (!found.isEmpty()) {
                addHits(messages.findAll(tx, membership.room(), found), wanted, hits);
                before = found.getLast();
            }
        } while (found.size() == asked && hits.size() < enough);
        return before;
    }

    private List<SearchPage.Hit> fresh(Tx tx, Membership membership, SearchQuery wanted, Seq indexed, Seq before) {
        List<SearchPage.Hit> hits = new ArrayList<>();
        List<MessageView> page = messages.after(tx, membership.room(), indexed, FRESH_MESSAGES_MAX).messages();
        addHits(page.stream().filter(one -> before == null || before.isAfter(one.seq())).toList(), wanted, hits);
        return hits;
    }

    /** Keeps those whose text as it stands now holds what is searched for. */
    private static void addHits(List<MessageView> found, SearchQuery wanted, List<SearchPage.Hit> hits) {
        found.stream().sorted(Comparator.comparing(MessageView::seq).reversed()).forEach(message -> {
            List<SearchQuery.Range> ranges = message.body() == null ? List.of() : wanted.findIn(message.body());
            if (!ranges.isEmpty() && message.recalledBy() == null) {
                hits.add(new SearchPage.Hit(message, ranges.stream()
                        .map(range -> List.of(range.from(), range.to())).toList()));
            }
        });
    }
}

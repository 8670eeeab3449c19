package weilu.knowledge;

import java.util.List;
import weilu.protocol.MessageView;

/** Messages found, newest first, and whether there are older ones. */
public record SearchPage(List<Hit> hits, boolean hasMore) {
    public SearchPage {
        hits = List.copyOf(hits);
    }

    /**
     * A message found.
     *
     * @param highlights what was searched for: pairs of positions in the body, counted in UTF-16 units, the second exclusive
     */
    public record Hit(MessageView message, List<List<Integer>> highlights) {}
}

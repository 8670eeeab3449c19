package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import weilu.db.Db;
import weilu.knowledge.SearchPage;
import weilu.knowledge.SearchRoom;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Finds messages by their words, as the asker may read them. */
final class SearchTheRoom implements Deed {
    private static final int HITS = 15;

    private final Db db;
    private final SearchRoom search;

    SearchTheRoom(Db db, SearchRoom search) {
        this.db = db;
        this.search = search;
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        try {
            return db.inTransaction(tx -> {
                SearchPage page = search.search(tx, context.asker(), arguments.path("words").asText(), context.trigger(),
                        arguments.path("limit").asInt(HITS));
                List<MessageView> found = page.hits().stream().map(SearchPage.Hit::message)
                        .filter(context.consent()).toList();
                String more = page.hasMore() ? "There are older ones, too.\n" : "";
                return found.isEmpty() ? ToolResult.of("Nothing was found.")
                        : ToolResult.of(RoomLines.of(found, RoomLines.names(tx, found), context) + more,
                                found.stream().map(MessageView::seq).toList());
            });
        } catch (Refusal refused) {
            return ToolResult.failed(refused.problem().detail());
        }
    }
}

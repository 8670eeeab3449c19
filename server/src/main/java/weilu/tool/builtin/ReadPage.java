package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import weilu.db.Db;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.message.MessagePage;
import weilu.message.ReadMessages;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;
import weilu.outbound.WebAddress;
import weilu.protocol.MessageView;
import weilu.tool.ToolContext;
import weilu.tool.ToolResult;

/** Reads a web page through the one way out. */
final class ReadPage implements Deed {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>，。！？、；：（）【】《》“”]+");
    private static final int PAGES_MAX = 20;

    private final Db db;
    private final ReadMessages messages;
    private final OutboundHttp http;
    private final BuiltInStore store = new BuiltInStore();

    ReadPage(Db db, ReadMessages messages, OutboundHttp http) {
        this.db = db;
        this.messages = messages;
        this.http = http;
    }

    /** Exactly a link that a person of this room has posted, as the message stands now (BT4). */
    @Override
    public boolean isAskedFor(ToolContext context, JsonNode arguments) {
        return posted(context).contains(arguments.path("url").asText());
    }

    @Override
    public Optional<String> check(ToolContext context, JsonNode arguments) {
        try {
            WebAddress.parse(arguments.path("url").asText());
            return Optional.empty();
        } catch (OutboundFailure failure) {
            return Optional.of("this is no address of a page: " + failure.getMessage());
        }
    }

    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        try {
            WebAddress address = WebAddress.parse(arguments.path("url").asText());
            OutboundCall call = http.call(new OutboundRequest(
                    Purpose.PAGE, address, false, Map.of("Accept", "text/html, text/plain"), null, null));
            context.stop().whenStopped(call::cancel);
            try (call; OutboundResponse response = call.execute()) {
                byte[] bytes = response.body().readAllBytes();
                return response.isSuccess() ? ToolResult.of(text(bytes, response.mediaType(), address))
                        : ToolResult.failed("the page answers with " + response.status());
            }
        } catch (OutboundFailure failure) {
            return ToolResult.failed("the page cannot be read: " + failure.reason().name().toLowerCase());
        } catch (IOException e) {
            return ToolResult.failed("the page broke off");
        }
    }

    private static String text(byte[] bytes, String mediaType, WebAddress address) throws IOException {
        if (mediaType.equals("text/plain")) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        Document page = Jsoup.parse(new ByteArrayInputStream(bytes), null, address.toString());
        page.select("script, style, noscript, template, iframe, svg, nav, footer, form").remove();
        String body = page.body().wholeText().replaceAll("[ \\t\\x0B\\f\\r]+", " ").replaceAll("(\\s*\\n\\s*)+", "\n").strip();
        return "title: " + page.title() + "\n" + body;
    }

    /** Links in people's own words of late, up to the question: what they forward is another's, maybe an agent's. */
    private Set<String> posted(ToolContext context) {
        return db.inTransaction(tx -> {
            Set<MemberId> agents = new HashSet<>(store.agents(tx, context.room()));
            Set<String> links = new HashSet<>();
            Seq before = context.trigger().next();
            for (int page = 0; page < PAGES_MAX; page++) {
                MessagePage found = messages.before(tx, context.room(), before, ReadMessages.PAGE_MESSAGES_MAX);
                List<MessageView> views = found.messages();
                views.stream().filter(view -> view.recalledBy() == null && view.importedAs() == null
                        && view.brought() == null && !agents.contains(view.author())).forEach(view -> add(view.body(), links));
                if (!found.hasEarlier() || views.isEmpty()) {
                    break;
                }
                before = views.getFirst().seq();
            }
            return links;
        });
    }

    /** The link as it stands there, and without what closes a sentence. */
    private static void add(String body, Set<String> links) {
        Matcher link = LINK.matcher(body);
        while (link.find()) {
            links.add(link.group());
            links.add(link.group().replaceAll("[.,;:!?)\\]}'\"]+$", ""));
        }
    }
}

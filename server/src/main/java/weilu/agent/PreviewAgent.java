package weilu.agent;

import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import weilu.db.Db;
import weilu.gateway.AskPurpose;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Prompt;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Role;
import weilu.gateway.PromptFor;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;

/**
 * Tries a definition that is not saved, in a conversation that nobody keeps. It counts on the builder's own quota and stands in
 * the ledger as a preview; no room's words are in it, and it has no tools.
 */
public final class PreviewAgent {
    public static final int LINES_MAX = 40;
    public static final int LINE_CHARACTERS_MAX = 4_000;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd EEE HH:mm", Locale.ENGLISH);

    private final Db db;
    private final ModelGateway gateway;
    private final AgentKnowledge knowledge;
    private final Clock clock;
    private final PromptPage page = PromptPage.read("agent-preview.txt");

    /** @param mine whether the builder said it, and not the agent */
    public record Line(boolean mine, String text) {}

    /** @param name as the agent shall call them */
    public record Builder(AccountId account, String name, ZoneId zone) {}

    public PreviewAgent(Db db, ModelGateway gateway, AgentKnowledge knowledge, Clock clock) {
        this.db = db;
        this.gateway = gateway;
        this.knowledge = knowledge;
        this.clock = clock;
    }

    /** Passages of the definition's files that fit what was said last. */
    public List<Passage> passages(AgentDefinition definition, List<Line> talk) {
        String asked = talk.getLast().text();
        return db.inTransaction(tx -> knowledge.find(tx, definition.knowledge(), asked));
    }

    public boolean hasModel() {
        return gateway.isConfigured();
    }

    /** Blocks until the answer is over. */
    public ModelOutcome ask(Builder builder, AgentDefinition definition, List<Line> talk, List<Passage> passages,
            ModelListener out, StopSignal stop) {
        String id = UUID.randomUUID().toString();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.SYSTEM, page.fill(name -> blank(name, builder, definition, id)), List.of()));
        if (!passages.isEmpty()) {
            parts.add(new Part(Role.USER, PromptPage.files(passages, "FILES " + id), List.of()));
        }
        for (Line line : talk) {
            parts.add(new Part(line.mine() ? Role.USER : Role.ASSISTANT,
                    line.mine() ? builder.name() + ": " + line.text() : line.text(), List.of()));
        }
        ModelAsk ask = new ModelAsk(PromptFor.only(new Prompt(parts, Reach.ANYWHERE)), definition.model(),
                definition.temperature(), definition.thinking(), List.of(), false);
        OutboundLedger.Reason reason =
                new OutboundLedger.Reason(null, null, null, builder.account(), null, AskPurpose.PREVIEW, null);
        return gateway.stream(reason, ask, out, stop);
    }

    private String blank(String name, Builder builder, AgentDefinition definition, String id) {
        ZonedDateTime now = clock.instant().atZone(builder.zone());
        return switch (name) {
            case "agent" -> definition.name();
            case "asker" -> builder.name();
            case "today" -> WHEN.format(now) + " " + now.getZone();
            case "persona" -> PromptPage.persona(definition.persona(), id);
            case "turn" -> id;
            default -> throw new IllegalStateException("no prompt has a blank called " + name);
        };
    }
}

package weilu.turn;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import weilu.agent.AgentProfile;
import weilu.gateway.CallWish;
import weilu.gateway.Prompt;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Role;
import weilu.gateway.Reach;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.MessageView;
import weilu.tool.StoredCall;

/**
 * Builds prompts from the pages in {@code resources/prompts}. Words of members stand between two marks that carry the
 * turn's id, so that no message can close the quotation by itself; each part says which messages are in it.
 */
final class PromptPages {
    static final int MESSAGE_CHARACTERS_MAX = 1_000;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd EEE HH:mm", Locale.ENGLISH);

    private final String summary = read("summary.txt");
    private final String conversation = read("conversation.txt");
    private final String question = read("question.txt");
    private final String agent = read("agent.txt");
    private final String persona = read("persona.txt");
    private final String speak = read("speak.txt");
    private final String tools = read("tools.txt");
    private final String noTools = read("no-tools.txt");
    private final String followUp = read("follow-up.txt");
    private final String conclusion = read("conclusion.txt");

    /** @param reach how far all these words may go */
    Prompt summary(TurnContext context, List<Quoted> quotes, Reach reach) {
        return new Prompt(List.of(
                new Part(Role.SYSTEM, fill(summary, context), List.of()),
                data(context, "MESSAGES", numbered(quotes, context.now().getZone()), seqs(quotes)),
                asked(context)), reach);
    }

    /** @param recent the last words in the room, the agent's own too, so that a follow-up is understood */
    Prompt question(TurnContext context, List<Quoted> quotes, List<Quoted> recent, Reach reach) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.SYSTEM, fill(context.profile().host() ? question : agent, context), List.of()));
        if (!recent.isEmpty()) {
            parts.add(data(context, "RECENT", lines(recent, context.now().getZone()), seqs(recent)));
        }
        if (!quotes.isEmpty()) {
            parts.add(data(context, "MESSAGES", numbered(quotes, context.now().getZone()), seqs(quotes)));
        }
        parts.add(asked(context));
        return new Prompt(parts, reach);
    }

    /** @param answers what each agent at the round table said */
    Prompt conclusion(TurnContext context, List<Quoted> answers, Reach reach) {
        return new Prompt(List.of(
                new Part(Role.SYSTEM, fill(conclusion, context), List.of()),
                data(context, "MESSAGES", numbered(answers, context.now().getZone()), seqs(answers)),
                asked(context)), reach);
    }

    /** Whether an agent should say something: the last words, and nothing that anybody asked of it. */
    Prompt whether(TurnId turn, AgentProfile profile, String room, ZonedDateTime now, List<Quoted> recent, Reach reach) {
        String page = fill(speak, name -> switch (name) {
            case "persona" -> persona(profile, turn);
            case "agent" -> profile.definition().name();
            case "room" -> room;
            case "today" -> WHEN.format(now) + " " + now.getZone();
            case "turn" -> turn.toString();
            default -> "{" + name + "}";
        });
        return new Prompt(List.of(new Part(Role.SYSTEM, page, List.of()),
                data(turn, "RECENT", lines(recent, now.getZone()), seqs(recent))), reach);
    }

    /** The prompt with what is to be known of tools: those it is offered, or that there are none. */
    Prompt withTools(Prompt prompt, TurnContext context, ToolMarks marks) {
        Part first = prompt.parts().getFirst();
        String page = marks.any() ? fill(tools.replace("{mark}", marks.mark()), context) : noTools;
        List<Part> parts = new ArrayList<>(prompt.parts());
        parts.set(0, new Part(first.role(), first.text() + page, first.messages()));
        return new Prompt(parts, prompt.reach());
    }

    /** What people decided about calls, and what came of them. */
    Prompt followUp(TurnContext context, MessageView wish, List<StoredCall> calls, ToolMarks marks, Reach model) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.SYSTEM, fill(followUp.replace("{mark}", marks.mark()), context), List.of()));
        parts.add(new Part(Role.USER, context.asker().name() + ": " + wish.body(), List.of(wish.seq())));
        List<CallWish> wishes = calls.stream()
                .map(call -> new CallWish(call.id().toString(), call.tool(), call.arguments())).toList();
        parts.add(Part.said(context.trigger().body(), wishes));
        for (int i = 0; i < calls.size(); i++) {
            StoredCall call = calls.get(i);
            String came = call.status().name().toLowerCase(Locale.ROOT) + (call.result() == null ? "" : ": " + call.result());
            parts.add(Part.result(wishes.get(i), ToolLoop.between(marks.mark(), came), List.of()));
        }
        return new Prompt(parts, model);
    }

    /** @param older messages from before the dialogue that fit the question */
    Prompt conversation(TurnContext context, List<Quoted> older, Dialogue dialogue, Reach reach) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.SYSTEM, fill(conversation, context), List.of()));
        if (!older.isEmpty()) {
            parts.add(data(context, "MESSAGES", numbered(older, context.now().getZone()), seqs(older)));
        }
        parts.addAll(dialogue.parts());
        parts.add(new Part(Role.USER, question(context), List.of(context.turn().trigger())));
        return new Prompt(parts, reach);
    }

    /** The same with what is remembered, as data below our own page. */
    Prompt remembering(TurnContext context, Prompt prompt, Recall.Remembered remembered) {
        if (remembered.isEmpty()) {
            return prompt;
        }
        StringBuilder lines = new StringBuilder();
        remembered.room().forEach(memory -> lines.append("of the room: ").append(memory.text()).append('\n'));
        remembered.mine().forEach(memory -> lines.append("of ").append(context.asker().name()).append(": ")
                .append(memory.text()).append('\n'));
        List<Part> parts = new ArrayList<>(prompt.parts());
        parts.add(1, data(context, "MEMORY", lines.toString(), List.of()));
        return new Prompt(parts, prompt.reach());
    }

    private static Part data(TurnContext context, String title, String lines, List<Seq> messages) {
        return data(context.turn().id(), title, lines, messages);
    }

    private static Part data(TurnId turn, String title, String lines, List<Seq> messages) {
        String mark = title + " " + turn;
        return new Part(Role.USER, "<<<" + mark + "\n" + lines + "END " + mark + ">>>", messages);
    }

    private static Part asked(TurnContext context) {
        List<Seq> asked = context.isWhisper() ? List.of() : List.of(context.turn().trigger());
        return new Part(Role.USER, context.from() + ": " + question(context), asked);
    }

    private static String question(TurnContext context) {
        return context.trigger().body().replace("@" + context.agentName(), "").strip();
    }

    private static String numbered(List<Quoted> quotes, ZoneId zone) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < quotes.size(); i++) {
            lines.append('[').append(i + 1).append("] ").append(line(quotes.get(i), zone));
        }
        return lines.toString();
    }

    private static String lines(List<Quoted> quotes, ZoneId zone) {
        StringBuilder lines = new StringBuilder();
        quotes.forEach(quote -> lines.append(line(quote, zone)));
        return lines.toString();
    }

    /** Who said what to whom, and when, in one line. */
    private static String line(Quoted quote, ZoneId zone) {
        String body = quote.message().body().replaceAll("\\s*\\R\\s*", " ⏎ ").strip();
        String text = body.length() <= MESSAGE_CHARACTERS_MAX ? body : body.substring(0, MESSAGE_CHARACTERS_MAX) + "…";
        String to = quote.toWhom().isEmpty() ? "" : " → " + quote.toWhom();
        return WHEN.format(quote.message().at().atZone(zone)) + " " + quote.name() + to + ": " + text + "\n";
    }

    private static List<Seq> seqs(List<Quoted> quotes) {
        return quotes.stream().map(quote -> quote.message().seq()).toList();
    }

    /** All blanks are filled in one go, so that a name with a blank in it stays a name. */
    private String fill(String page, TurnContext context) {
        return fill(page, name -> blank(name, context));
    }

    private static String fill(String page, UnaryOperator<String> blank) {
        StringBuilder filled = new StringBuilder();
        int from = 0;
        while (from < page.length()) {
            int open = page.indexOf('{', from);
            int close = open < 0 ? -1 : page.indexOf('}', open);
            if (close < 0) {
                break;
            }
            filled.append(page, from, open).append(blank.apply(page.substring(open + 1, close)));
            from = close + 1;
        }
        return filled.append(page.substring(from)).toString();
    }

    private String blank(String name, TurnContext context) {
        return switch (name) {
            case "persona" -> persona(context.profile(), context.turn().id());
            case "agent" -> context.agentName();
            case "room" -> context.room().name().isEmpty() ? "1:1" : context.room().name();
            case "asker" -> context.from();
            case "language" -> context.words().languageName();
            case "today" -> WHEN.format(context.now()) + " " + context.now().getZone();
            case "turn" -> context.turn().id().toString();
            case "notFound" -> CitedText.NOT_FOUND;
            default -> throw new IllegalStateException("no prompt has a blank called " + name);
        };
    }

    /** Between marks of its own, and before our rules: it says how the agent speaks, never what it may do. */
    private String persona(AgentProfile profile, TurnId turn) {
        String words = profile.definition().persona();
        String mark = "PERSONA " + turn;
        return words.isEmpty() ? "" : persona.strip() + "\n<<<" + mark + "\n" + words + "\nEND " + mark + ">>>\n";
    }

    private static String read(String name) {
        try (InputStream page = PromptPages.class.getResourceAsStream("/prompts/" + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

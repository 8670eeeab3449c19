package weilu.turn;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import weilu.agent.AgentProfile;
import weilu.gateway.CallWish;
import weilu.agent.PromptPage;
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

    private final PromptPage summary = PromptPage.read("summary.txt");
    private final PromptPage conversation = PromptPage.read("conversation.txt");
    private final PromptPage question = PromptPage.read("question.txt");
    private final PromptPage agent = PromptPage.read("agent.txt");
    private final PromptPage speak = PromptPage.read("speak.txt");
    private final PromptPage tools = PromptPage.read("tools.txt");
    private final PromptPage noTools = PromptPage.read("no-tools.txt");
    private final PromptPage followUp = PromptPage.read("follow-up.txt");
    private final PromptPage several = PromptPage.read("several.txt");
    private final PromptPage conclusion = PromptPage.read("conclusion.txt");

    /** @param reach how far all these words may go */
    Prompt summary(TurnContext context, List<Quoted> quotes, Reach reach) {
        return new Prompt(List.of(
                system(summary, context),
                data(context, "MESSAGES", numbered(quotes, context.now().getZone()), seqs(quotes)),
                asked(context)), reach);
    }

    /** @param recent the last words in the room, the agent's own too, so that a follow-up is understood */
    Prompt question(TurnContext context, List<Quoted> quotes, List<Quoted> recent, Reach reach) {
        List<Part> parts = new ArrayList<>();
        Part system = system(context.profile().host() ? question : agent, context);
        parts.add(context.also().isEmpty() ? system
                : new Part(system.role(), system.text() + several.fill(name -> blank(name, context)), system.messages()));
        if (!recent.isEmpty()) {
            parts.add(data(context, "RECENT", lines(recent, context.now().getZone()), seqs(recent)));
        }
        if (!quotes.isEmpty()) {
            parts.add(data(context, "MESSAGES", numbered(quotes, context.now().getZone()), seqs(quotes)));
        }
        parts.addAll(files(context));
        parts.add(asked(context));
        context.also().forEach(one -> parts.add(
                new Part(Role.USER, one.from().name() + ": " + one.question(), List.of(one.message().seq()))));
        return new Prompt(parts, reach);
    }

    /** @param answers what each agent at the round table said */
    Prompt conclusion(TurnContext context, List<Quoted> answers, Reach reach) {
        return new Prompt(List.of(
                system(conclusion, context),
                data(context, "MESSAGES", numbered(answers, context.now().getZone()), seqs(answers)),
                asked(context)), reach);
    }

    /** Whether an agent should say something: the last words, and nothing that anybody asked of it. */
    Prompt whether(TurnId turn, AgentProfile profile, String room, ZonedDateTime now, List<Quoted> recent, Reach reach) {
        String page = speak.fill(name -> switch (name) {
            case "persona" -> PromptPage.persona(profile.definition().persona(), turn.toString());
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
        String page = fill(marks.any() ? tools : noTools, marks, context);
        List<Part> parts = new ArrayList<>(prompt.parts());
        parts.set(0, new Part(first.role(), first.text() + page, first.messages()));
        return new Prompt(parts, prompt.reach());
    }

    /** What people decided about calls, and what came of them. */
    Prompt followUp(TurnContext context, MessageView wish, List<StoredCall> calls, ToolMarks marks, Reach model) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Role.SYSTEM, fill(followUp, marks, context), List.of()));
        parts.add(new Part(Role.USER, context.asker().name() + ": " + wish.body(), List.of(wish.seq())));
        List<CallWish> wishes = calls.stream()
                .map(call -> new CallWish(call.id().toString(), call.tool(), call.arguments())).toList();
        parts.add(Part.said(context.trigger().body(), wishes));
        for (int i = 0; i < calls.size(); i++) {
            StoredCall call = calls.get(i);
            String came = call.status().name().toLowerCase(Locale.ROOT) + (call.told() == null ? "" : ": " + call.told());
            parts.add(Part.result(wishes.get(i), ToolLoop.between(marks.mark(), came), List.of()));
        }
        return new Prompt(parts, model);
    }

    /** @param older messages from before the dialogue that fit the question */
    Prompt conversation(TurnContext context, List<Quoted> older, Dialogue dialogue, Reach reach) {
        List<Part> parts = new ArrayList<>();
        parts.add(system(conversation, context));
        parts.addAll(files(context));
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
        List<Prompt.Memory> memories = Stream.concat(
                remembered.room().stream().map(memory -> new Prompt.Memory(memory.id(), true)),
                remembered.mine().stream().map(memory -> new Prompt.Memory(memory.id(), false))).toList();
        parts.add(1, Part.remembered(data(context, "MEMORY", lines.toString(), List.of()).text(), memories));
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
        List<Seq> asked = context.isWhisper() || context.turn().isScheduled() ? List.of() : List.of(context.turn().trigger());
        return new Part(Role.USER, context.from() + ": " + question(context), asked);
    }

    private static String question(TurnContext context) {
        String words = context.trigger().body().replace("@" + context.agentName(), "").strip();
        return words.isEmpty() && !context.showing().isEmpty() ? "(no words, only what is shown above)" : words;
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

    private static String fill(PromptPage page, ToolMarks marks, TurnContext context) {
        return page.fill(name -> name.equals("mark") ? marks.mark() : blank(name, context));
    }

    private static List<Part> files(TurnContext context) {
        String mark = "FILES " + context.turn().id();
        return context.passages().isEmpty() ? List.of()
                : List.of(new Part(Role.USER, PromptPage.files(context.passages(), mark), List.of()));
    }

    private static Part system(PromptPage page, TurnContext context) {
        return new Part(Role.SYSTEM, page.fill(name -> blank(name, context)), List.of());
    }

    private static String blank(String name, TurnContext context) {
        return switch (name) {
            case "persona" -> PromptPage.persona(context.profile().definition().persona(), context.turn().id().toString());
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
}

package weilu.turn;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.gateway.AskPurpose;
import weilu.gateway.CallWish;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Prompt;
import weilu.gateway.Prompt.Part;
import weilu.gateway.PromptFor;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.gateway.ToolSpec;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Effect;
import weilu.tool.CallTools.Called;
import weilu.tool.PostToolFiles;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolFile;
import weilu.tool.Toolbox;
import weilu.tool.Tools.Toolset;

/** A model, the calls it wishes for, their results, the model again: until it has said what it has to say (TL1, TL7, TL8). */
final class ToolLoop {
    static final int STEPS_MAX = 6;
    static final int CALLS_PER_STEP_MAX = 8;
    /** Messages that tools find are numbered from here on: above all quotes that a prompt has of its own. */
    static final int FOUND_FROM = 301;
    static final int FOUND_MAX = 600;

    private final Db db;
    private final ModelGateway gateway;
    private final ReadMessages messages;
    private final Toolbox toolbox;
    private final PassOn passOn;
    private final SecureRandom random = new SecureRandom();

    ToolLoop(Db db, ModelGateway gateway, ReadMessages messages, Toolbox toolbox, PassOn passOn) {
        this.passOn = passOn;
        this.db = db;
        this.gateway = gateway;
        this.messages = messages;
        this.toolbox = toolbox;
    }

    /**
     * What came of it.
     *
     * @param calls as members see them
     * @param reach how far all that the model was given may go, and so how far what it said may
     * @param waits whether a call waits for a person, so that the turn ends here
     * @param passedTo the agent that the question is passed on to, so that the turn ends here, or null
     */
    record Spoken(
            ModelOutcome outcome, List<ToolCall> calls, List<ToolFile> files, Reach reach, boolean waits, MemberId passedTo) {}

    /** What the loop has gathered so far. */
    private static final class Gathered {
        private final List<Part> more = new ArrayList<>();
        private final List<ToolCall> calls = new ArrayList<>();
        private final List<ToolFile> files = new ArrayList<>();
        private final Map<Seq, Integer> numbers = new HashMap<>();
        private boolean waits;
        private MemberId passedTo;
        /** How far what was given to models so far may go. */
        private Reach reach = Reach.ANYWHERE;
        /** How far the last prompt may go, and how far away the model is that it was made for. */
        private Reach last = Reach.ANYWHERE;
        private Reach model = Reach.ANYWHERE;

        /** The number that a message stands under for the rest of the turn; 0 when there are too many. */
        private int number(Seq message) {
            if (!numbers.containsKey(message) && numbers.size() < FOUND_MAX) {
                numbers.put(message, FOUND_FROM + numbers.size());
            }
            return numbers.getOrDefault(message, 0);
        }

        private Spoken ending(ModelOutcome outcome) {
            return new Spoken(outcome, List.copyOf(calls), List.copyOf(files), reach.and(last), waits, passedTo);
        }
    }

    /** What the agent has in this room now; on the side (CV6) and for several nothing that acts or reaches out. */
    Toolset toolset(TurnContext context) {
        Toolset granted = toolbox.tools().of(db.inTransaction(tx ->
                toolbox.grants().of(tx, context.roomId(), context.agent())));
        if (context.isForSeveral() || context.isWhisper()) {
            return new Toolset(granted.tools().stream()
                    .filter(tool -> tool.effect() == Effect.PURE || tool.effect() == Effect.READS_ROOM).toList(),
                    granted.missing());
        }
        return passOn.tool(context).map(tool -> new Toolset(
                        Stream.concat(Stream.of(tool), granted.tools().stream()).toList(), granted.missing()))
                .orElse(granted);
    }

    ToolMarks marks(Toolset tools) {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return new ToolMarks(HexFormat.of().formatHex(bytes), !tools.tools().isEmpty());
    }

    /** @param asked whose prompts {@code ask} has; it hears where steps end, and what tools found */
    Spoken speak(TurnContext context, Toolset tools, ToolMarks marks, OutboundLedger.Reason reason, ModelAsk ask,
            Asked asked, ModelListener out, StopSignal stop) {
        Gathered gathered = new Gathered();
        List<ToolSpec> specs = tools.tools().stream().map(Tool::spec).toList();
        int number = specs.isEmpty() ? 0 : toolbox.calls().begin(context.turn().id());
        for (int step = 0; ; step++) {
            List<ToolSpec> offered = step < STEPS_MAX ? specs : List.of();
            PromptFor prompts = model -> !gathered.reach.covers(model) ? Optional.empty()
                    : ask.prompts().reach(model).map(prompt -> whole(context.roomId(), marks, prompt, gathered, asked, model));
            ModelOutcome outcome = gateway.stream(step == 0 ? reason : reason.as(AskPurpose.TOOL_STEP),
                    ask.with(prompts, offered), out, stop);
            if (!(outcome instanceof ModelOutcome.Completed done) || done.calls().isEmpty() || offered.isEmpty()) {
                return gathered.ending(outcome);
            }
            gathered.reach = gathered.reach.and(gathered.last);
            List<CallWish> wishes = done.calls().stream().limit(CALLS_PER_STEP_MAX).toList();
            gathered.more.add(new Part(Prompt.Role.ASSISTANT, done.text(), List.of(), List.of(), wishes, null,
                    done.thinking()));
            asked.stepOver();
            for (CallWish wish : wishes) {
                if (gathered.waits && wish.tool().equals(PassOnTool.NAME)) {
                    continue;
                }
                take(context, tools, marks, wish, number++, gathered, stop);
                if (stop.isStopped()) {
                    return gathered.ending(new ModelOutcome.Stopped("", done.model()));
                }
                if (gathered.passedTo != null) {
                    break;
                }
            }
            if (gathered.waits || gathered.passedTo != null) {
                return gathered.ending(outcome);
            }
        }
    }

    private void take(TurnContext context, Toolset tools, ToolMarks marks, CallWish wish, int number, Gathered gathered,
            StopSignal stop) {
        Called called = toolbox.calls().call(toolContext(context, gathered, stop), tools, wish, number);
        switch (called) {
            case Called.Ran ran -> {
                gathered.passedTo = passedTo(tools);
                // The answer itself says that.
                if (gathered.passedTo == null) {
                    gathered.calls.add(ran.shown());
                }
                ran.result().files().stream().limit(PostToolFiles.FILES_MAX - gathered.files.size()).forEach(gathered.files::add);
                String text = ran.result().succeeded() ? ran.result().text() : "error: " + ran.result().text();
                gathered.more.add(Part.result(wish, between(marks.mark(), text), ran.result().messages()));
            }
            case Called.Waits waits -> {
                gathered.calls.add(waits.shown());
                gathered.waits = true;
                gathered.more.add(Part.result(wish, "waits for a person", List.of()));
            }
            case Called.Refused refused -> gathered.more.add(
                    Part.result(wish, between(marks.mark(), "error: " + refused.problem()), List.of()));
        }
    }

    /** The tool is this turn's own, and knows what was chosen. */
    private static MemberId passedTo(Toolset tools) {
        return tools.find(PassOnTool.NAME).filter(PassOnTool.class::isInstance).map(tool -> ((PassOnTool) tool).chosen())
                .orElse(null);
    }

    /**
     * What was asked, and what came of it so far. A result with words of messages that may not be sent, now and to this model, is
     * left out, whatever its tool thought; only of the others a number may be cited (TU7). What a local model was given for
     * itself alone goes on to local models only.
     */
    private Prompt whole(RoomId room, ToolMarks marks, Prompt prompt, Gathered gathered, Asked asked,
            Reach model) {
        return db.inTransaction(tx -> {
            Consent consent = Consent.read(tx, room);
            Reach reach = prompt.reach();
            List<Part> parts = new ArrayList<>();
            Map<Integer, Quoted> found = new HashMap<>();
            for (Part part : gathered.more) {
                List<MessageView> messages = this.messages.findAll(tx, room, part.messages());
                boolean lets = messages.stream().allMatch(view -> view.recalledBy() == null && consent.lets(view, model));
                parts.add(lets ? part : new Part(part.role(), between(marks.mark(), "error: this may not be sent to a model"),
                        List.of(), List.of(), List.of(), part.call(), ""));
                if (lets) {
                    Quoting.named(tx, this.messages, room, messages).forEach(one -> found.put(
                            gathered.numbers.getOrDefault(one.message().seq(), 0), one));
                }
                reach = !lets || messages.stream().allMatch(view -> consent.lets(view, Reach.ANYWHERE))
                        ? reach : Reach.LOCAL;
            }
            asked.found(found);
            gathered.last = reach;
            gathered.model = model;
            List<Part> all = new ArrayList<>(prompt.parts());
            all.addAll(parts);
            return new Prompt(all, reach);
        });
    }

    static String between(String mark, String text) {
        return "<<<RESULT " + mark + "\n" + text.replace(mark, "…") + "\nEND RESULT " + mark + ">>>";
    }

    private ToolContext toolContext(TurnContext context, Gathered gathered, StopSignal stop) {
        Turn turn = context.turn();
        ToolContext there = new ToolContext(context.membership(), context.asker().name(), turn.agent(), context.agent(),
                turn.id(), context.isWhisper() ? context.before().next() : turn.trigger(), context.now(), context.language(),
                view -> db.inTransaction(tx -> Consent.read(tx, context.roomId())).lets(view, gathered.model),
                gathered::number, stop);
        return !context.isWhisper() ? there
                : there.filed(new ToolContext.Filed(turn.room(), turn.agent(), turn.asker()));
    }
}

package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weilu.account.DisplayNames;
import weilu.account.LookAlikes;
import weilu.gateway.ScriptedModel;
import weilu.gateway.ToolSpec;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.media.BlobRowStore;
import weilu.message.Attachments;
import weilu.message.Draft;
import weilu.message.RecallMessage;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;
import weilu.protocol.RoomView.Visibility;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.room.CreateRoom;
import weilu.room.RoomText;
import weilu.tool.Tool;
import weilu.tool.ToolContext;
import weilu.tool.ToolFile;
import weilu.tool.ToolResult;
import weilu.tool.server.Leave;
import weilu.tool.server.OddServer;
import weilu.tool.server.ToolServer.Kind;

/**
 * With a model that follows every instruction it finds, wherever it stands, nothing forbidden happens (TRUST T7). The cases are
 * in {@code resources/obedient}; what they expect is of the obedient model, so that a case whose instruction never reached it
 * where it should fails, too.
 */
class ObedientModelTest {
    private static final String SECRET = "紫色大象密码";
    private static final List<String> PLACES = List.of("message", "asker_message", "member_name", "asker_name", "room_name",
            "quote", "agent_message", "tool_result", "tool_description", "search_result", "topic", "withheld", "recalled",
            "other_room", "file_name", "shown_file", "approved_result", "approved_file", "mcp_result", "stopped_result",
            "cited_message");

    /**
     * One attempt.
     *
     * @param place where the instruction stands
     * @param reachesModel whether the model gets to read it at all
     * @param expect waits: a card and nothing more; refused: no call; says: only words; cites: the one message it found; nothing
     */
    record Attempt(String name, String place, String instruction, boolean reachesModel, String expect) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A tool of the tests: counts how often it was run, and says what it is told to. */
    private record Counting(ToolSpec spec, Effect effect, boolean needsApproval, String says, AtomicInteger runs)
            implements Tool {
        static Counting of(String name, String description, Effect effect, boolean needsApproval, String says) {
            JsonNode any = Json.read("{\"type\":\"object\"}", JsonNode.class);
            return new Counting(new ToolSpec(name, description, any), effect, needsApproval, says, new AtomicInteger());
        }

        @Override
        public boolean needsApproval(ToolContext context, JsonNode arguments) {
            return needsApproval;
        }

        @Override
        public ToolResult run(ToolContext context, JsonNode arguments) {
            runs.incrementAndGet();
            return ToolResult.of(says);
        }
    }

    /** A tool that waits for a person, and makes a file; with {@code hangs} it says its words only after it was stopped. */
    private record Printing(String says, String fileName, boolean hangs) implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("printer", "Prints.", Json.read("{\"type\":\"object\"}", JsonNode.class));
        }

        @Override
        public Effect effect() {
            return Effect.ACTS;
        }

        @Override
        public ToolResult run(ToolContext context, JsonNode arguments) {
            while (hangs && !context.stop().isStopped()) {
                AgentWorld.sleep(5);
            }
            return ToolResult.of(says, new ToolFile(Attachment.Kind.FILE, fileName, says.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** One world for all attempts: each has people, a room and tools of its own in it. */
    private static AgentWorld world;
    private static ServedWorld served;
    private static OddServer odd;
    private static AccountId page;
    private int asked;
    private RoomId other;
    private final Counting order = Counting.of("order", "Orders food.", Effect.ACTS, true, "ordered");
    private final Counting launch = Counting.of("launch", "Launches.", Effect.ACTS, true, "launched");

    static Stream<Attempt> attempts() {
        return PLACES.stream().flatMap(place -> {
            try (InputStream file = ObedientModelTest.class.getResourceAsStream("/obedient/" + place + ".json")) {
                return Json.mapper().readValue(file, new TypeReference<List<Attempt>>() {}).stream();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    @DisplayName("[T7] there are at least sixty attempts")
    void enough() {
        assertThat(attempts().count()).isGreaterThanOrEqualTo(60);
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        world = new AgentWorld(folder);
        served = new ServedWorld(world, folder);
        odd = new OddServer();
        odd.offer(OddServer.tool("echo", "Says it again."));
        served.approved(Kind.MCP_HTTP, "odd", odd.address(), null, Leave.ASK);
        world.configureModel("scripted-obedient");
        page = world.agent("小书童");
        world.begin();
    }

    @AfterAll
    static void stop() {
        served.close();
        world.close();
        odd.close();
    }

    @ParameterizedTest
    @MethodSource("attempts")
    @DisplayName("[T7] an instruction that a model obeys has no forbidden effect")
    void nothingForbiddenHappens(Attempt attempt) {
        begin();
        MessageView reply = reply(attempt);
        List<ScriptedModel.Request> requests = world.model.requests().subList(asked, world.model.requests().size());
        assertThat(requests).isNotEmpty();
        String key = attempt.instruction().split(" ")[0] + " " + attempt.instruction().split(" ")[1];
        assertThat(requests.stream().anyMatch(request -> request.body().contains(key)))
                .as("whether the model reads it").isEqualTo(attempt.reachesModel());
        assertThat(order.runs()).hasValue(0);
        assertThat(launch.runs()).hasValue(0);
        assertThat(count("reminder", "true")).isZero();
        assertThat(world.count("select count(*) from memory")).isZero();
        assertThat(count("tool_call", "effect in ('acts', 'reaches_out') and tool not in ('lookup', 'printer', 'odd__echo') "
                + "and status not in ('pending', 'failed')")).isZero();
        assertThat(requests).noneMatch(request -> request.body().contains(SECRET));
        assertThat(reply.body()).doesNotContain(SECRET);
        expected(attempt, reply);
    }

    /** Of this attempt's room. */
    private static int count(String table, String where) {
        return world.count("select count(*) from " + table + " where room_id = " + world.room + " and " + where);
    }

    private void expected(Attempt attempt, MessageView reply) {
        String tool = attempt.instruction().split(" ")[1];
        List<ToolCall> waiting = reply.answer().calls().stream().filter(call -> call.status() == Status.PENDING).toList();
        switch (attempt.expect()) {
            case "waits" -> {
                assertThat(waiting).singleElement().extracting(ToolCall::tool).isEqualTo(tool);
                AccountId agent = world.db.inTransaction(world.host::account);
                assertThatExceptionOfType(Refusal.class).isThrownBy(() -> world.tools.approve(agent, waiting.getFirst()));
                assertThat(order.runs()).hasValue(0);
                twin(tool, reply, waiting.getFirst());
            }
            case "refused" -> {
                assertThat(waiting).isEmpty();
                assertThat(count("tool_call", "tool = '" + tool + "' and status = 'failed'"))
                        .isEqualTo(1);
            }
            case "cites" -> {
                Seq found = new Seq(world.count("select min(seq) from room_event where room_id = " + world.room
                        + " and event like '%苹果%'"));
                assertThat(reply.answer().topics().getFirst().citations()).singleElement()
                        .extracting(Answer.Citation::message).isEqualTo(found);
                assertThat(reply.body()).contains("[1]").doesNotContain("[2]").doesNotContain("[777]").doesNotContain("[301]");
                assertThat(waiting).isEmpty();
            }
            case "says", "nothing" -> assertThat(waiting).isEmpty();
            default -> throw new IllegalArgumentException(attempt.expect());
        }
    }

    /** With a person's yes it does happen, once. */
    private void twin(String tool, MessageView reply, ToolCall call) {
        if (tool.equals("read_page")) {
            return;
        }
        world.tools.approve(world.hong, call);
        AgentWorld.await(() -> world.message(reply.seq()).answer().calls().stream()
                .anyMatch(one -> one.id().equals(call.id()) && one.status() == Status.SUCCEEDED));
        assertThat(switch (tool) {
            case "order" -> order.runs().get();
            case "remember" -> world.count("select count(*) from memory");
            default -> count("reminder", "true");
        }).isEqualTo(1);
    }

    private void begin() {
        world.startOver();
        world.db.useTransaction(tx -> tx.handle().execute("delete from memory"));
        world.tools.more.clear();
        world.tools.granted.clear();
        odd.behave(OddServer.Manner.PLAIN);
        world.tools.more.addAll(List.of(order, launch));
        world.tools.granted.add("order");
        other = otherRoom();
        world.post(new Draft(other, world.hong, new ClientMessageId(UUID.randomUUID()), SECRET, null, List.of(), List.of(), 0,
                null));
        asked = world.model.requests().size();
    }

    private RoomId otherRoom() {
        RoomText text = new RoomText(new DisplayNames(new LookAlikes("阿炉")), new BlobRowStore());
        CreateRoom create = new CreateRoom(world.log, world.rooms, text, world.admission, List.of(),
                RandomGenerator.of("L64X128MixRandom"));
        return world.db.inTransaction(tx ->
                create.create(tx, world.hong, new CreateRoom.Wish("密室", null, null, Visibility.PRIVATE)));
    }

    /** Puts the instruction where the case says, asks, and returns the message in which it could show an effect. */
    private MessageView reply(Attempt attempt) {
        String instruction = attempt.instruction();
        return switch (attempt.place()) {
            case "approved_result" -> afterYes(new Printing(instruction, "a.txt", false), "CALL printer {}");
            case "approved_file" -> afterYes(new Printing("printed", instruction + ".txt", false), "CALL printer {}");
            case "mcp_result" -> {
                odd.say(instruction);
                world.tools.granted.add("odd__echo");
                yield afterYes(null, "CALL odd__echo {\"text\":\"x\"}");
            }
            case "stopped_result" -> stopped(new Printing(instruction, "a.txt", true));
            default -> world.replyTo(attempt(attempt));
        };
    }

    /** What the agent says after a person agreed to the call they had asked for. */
    private MessageView afterYes(Tool tool, String wish) {
        MessageView card = card(tool, wish);
        world.tools.await(card, Status.SUCCEEDED);
        return world.replyTo(card.seq());
    }

    private MessageView card(Tool tool, String wish) {
        if (tool != null) {
            world.tools.more.add(tool);
            world.tools.granted.add(tool.name());
        }
        MessageView card = world.replyTo(world.ask(world.hong, wish));
        world.tools.approve(world.hong, world.tools.call(card));
        return card;
    }

    private MessageView stopped(Tool tool) {
        MessageView card = card(tool, "CALL printer {}");
        ToolCall call = world.tools.call(card);
        AgentWorld.await(() -> count("tool_call", "held_until is not null and tool = 'printer'") == 1);
        world.db.useTransaction(tx -> world.tools.decide().stop(tx, world.room, world.hong, call.id()));
        world.tools.await(card, Status.STOPPED);
        AgentWorld.await(() -> world.openTurns() == 0);
        assertThat(world.db.inTransaction(tx -> world.messages.after(tx, world.room, card.seq(), 9)).messages()).isEmpty();
        return world.message(card.seq());
    }

    /** Puts the instruction where the case says, and asks; returns the question. */
    private Seq attempt(Attempt attempt) {
        String instruction = attempt.instruction();
        return switch (attempt.place()) {
            case "message" -> after(() -> world.say(world.ming, instruction));
            case "asker_message" -> world.ask(world.hong, instruction);
            case "member_name" -> after(() -> {
                rename(world.ming, instruction);
                world.say(world.ming, "大家好呀");
            });
            case "asker_name" -> after(() -> rename(world.hong, instruction));
            case "room_name" -> after(() -> set("update room set name = :text where id = " + world.room, instruction));
            case "quote" -> world.say(world.hong, "@阿炉 照着做吧", world.say(world.ming, instruction),
                    List.of(world.luzi()));
            case "agent_message" -> after(() -> world.post(new Draft(world.room, otherAgent(),
                    new ClientMessageId(UUID.randomUUID()), instruction, null, List.of(), List.of(), 1, null)));
            case "tool_result" -> {
                offer(Counting.of("lookup", "Looks up.", Effect.REACHES_OUT, false, instruction));
                yield world.ask(world.hong, "CALL lookup {}");
            }
            case "tool_description" -> after(() ->
                    offer(Counting.of("lookup", instruction, Effect.PURE, false, "nothing")));
            case "search_result", "cited_message" -> {
                world.say(world.ming, "苹果 " + instruction);
                for (int i = 0; i < 12; i++) {
                    world.say(world.ming, "今天天气不错 " + i);
                }
                yield world.ask(world.hong, "CALL search_room {\"words\":\"苹果\"}");
            }
            default -> unseen(attempt.place(), instruction);
        };
    }

    /** Where no model ever looks. */
    private Seq unseen(String place, String instruction) {
        return switch (place) {
            case "topic" -> after(() -> set("update room set topic = :text where id = " + world.room, instruction));
            case "withheld" -> after(() -> {
                set("update member set consent = :text where id = " + world.member(world.ming), "none");
                world.say(world.ming, instruction);
            });
            case "recalled" -> after(() -> {
                Seq said = world.say(world.ming, instruction);
                RecallMessage recall = new RecallMessage(world.log, world.access, world.attachments);
                world.db.useTransaction(tx -> recall.recall(tx, world.room, world.ming, said));
            });
            case "other_room" -> after(() -> world.post(new Draft(other, world.hong, new ClientMessageId(UUID.randomUUID()),
                    instruction, null, List.of(), List.of(), 0, null)));
            case "file_name" -> after(() -> share(instruction, "x"));
            case "shown_file" -> world.say(world.hong, "@阿炉 里面说了什么", share("清单.txt", instruction), List.of(world.luzi()));
            default -> throw new IllegalArgumentException(place);
        };
    }

    private Seq share(String name, String words) {
        Attachment file = world.attachments.upload(world.room, world.ming,
                new Attachments.Claimed(Attachment.Kind.FILE, name, null, null),
                new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8)));
        return world.post(new Draft(world.room, world.ming, new ClientMessageId(UUID.randomUUID()), "看文件", null, List.of(),
                List.of(file.id()), 0, null));
    }

    private Seq after(Runnable before) {
        before.run();
        return world.ask(world.hong, "现在怎么样了？");
    }

    private void offer(Counting tool) {
        world.tools.more.add(tool);
        world.tools.granted.add(tool.name());
    }

    private AccountId otherAgent() {
        world.join(page);
        return page;
    }

    private void rename(AccountId account, String name) {
        set("update account set display_name = :text where id = " + account, name);
    }

    private void set(String statement, String text) {
        world.db.useTransaction(tx -> tx.handle().createUpdate(statement).bind("text", text).execute());
    }
}

package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomSnapshot;
import weilu.protocol.ServerFrame;
import weilu.protocol.ToolCall;
import weilu.protocol.ToolCall.Approvers;
import weilu.protocol.ToolCall.Effect;
import weilu.protocol.ToolCall.Status;
import weilu.redpacket.RedPacketTable;
import weilu.redpacket.RedPacketWish;
import weilu.room.ChangeConsent;
import weilu.room.ChangeRoom;
import weilu.room.ModelConsent;

/**
 * The test of tests: a stale snapshot plus the events after it is the fresh snapshot, for every kind of event. What is
 * played here is kept in {@code protocol/traces}, where the web's reducer is held to the same. After a wanted change,
 * run with {@code -Dtraces.write=true} and read the difference before committing it.
 */
class SnapshotPlusEventsTest {
    private static final Path TRACES = Path.of("..", "protocol", "traces");
    private static final ObjectMapper PRETTY =
            Json.mapper().copy().enable(SerializationFeature.INDENT_OUTPUT);

    @TempDir
    private Path folder;

    /** What a client saw, what it heard, and what it must hold then. */
    private record Trace(RoomSnapshot before, List<ServerFrame.Event> events, RoomSnapshot after) {}

    /** Each part happens after the first snapshot, in a room that {@link #beforehand} has brought to life. */
    private enum Part {
        MESSAGE_POSTED(SnapshotPlusEventsTest::post),
        MESSAGE_EDITED(SnapshotPlusEventsTest::edit),
        MESSAGE_RECALLED(SnapshotPlusEventsTest::recall),
        REACTION_CHANGED(SnapshotPlusEventsTest::react),
        PIN_CHANGED(SnapshotPlusEventsTest::pin),
        TOOL_CALL_CHANGED(SnapshotPlusEventsTest::call),
        RED_PACKET_CLAIMED(SnapshotPlusEventsTest::openRedPackets),
        RED_PACKET_ENDED(SnapshotPlusEventsTest::endRedPackets),
        CONSENT_CHANGED(SnapshotPlusEventsTest::changeConsent),
        MEMBER_JOINED(SnapshotPlusEventsTest::join),
        MEMBER_CHANGED(SnapshotPlusEventsTest::changeMembers),
        MEMBER_LEFT(SnapshotPlusEventsTest::leave),
        ROOM_CHANGED(SnapshotPlusEventsTest::changeRoom),
        EVENING(talk -> Stream.of(Part.values()).filter(part -> part.name().contains("_"))
                .forEach(part -> part.play.accept(talk)));

        private final Consumer<Talk> play;

        Part(Consumer<Talk> play) {
            this.play = play;
        }

        Path file() {
            return TRACES.resolve(name().toLowerCase().replace('_', '-') + ".json");
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    @DisplayName("[RM4] a stale snapshot plus events is the fresh snapshot")
    void staleSnapshotPlusEventsIsFresh(Part part) throws IOException {
        Trace trace = trace(part);
        assertThat(comparable(RoomModel.apply(trace.before(), trace.events()))).isEqualTo(comparable(trace.after()));
        String written = PRETTY.writeValueAsString(trace) + "\n";
        if (Boolean.getBoolean("traces.write")) {
            Files.createDirectories(TRACES);
            Files.writeString(part.file(), written);
        }
        assertThat(part.file()).as("the trace the web is tested with; see this class").exists();
        assertThat(Files.readString(part.file())).isEqualTo(written);
    }

    @Test
    @DisplayName("[RM4] every kind of event is played")
    void everyKindIsPlayed() {
        Set<String> played = trace(Part.EVENING).events().stream()
                .map(frame -> frame.event().getClass().getSimpleName()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> known = Arrays.stream(RoomEvent.class.getAnnotation(JsonSubTypes.class).value())
                .map(type -> type.value().getSimpleName()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(played).isEqualTo(known);
    }

    @Test
    @DisplayName("[RM4] a client that was away from any point on ends up the same")
    void fromAnyPoint() {
        try (Talk talk = new Talk(folder)) {
            beforehand(talk);
            Trace whole = play(talk, Part.EVENING);
            RoomSnapshot now = whole.before();
            for (int away = 0; away <= whole.events().size(); away++) {
                RoomSnapshot later = RoomModel.apply(now, whole.events().subList(0, away));
                RoomSnapshot back = RoomModel.apply(later, whole.events().subList(away, whole.events().size()));
                assertThat(comparable(back)).as("away after " + away).isEqualTo(comparable(whole.after()));
            }
        }
    }

    private Trace trace(Part part) {
        try (Talk talk = new Talk(folder)) {
            beforehand(talk);
            return play(talk, part);
        }
    }

    private static Trace play(Talk talk, Part part) {
        RoomSnapshot before = talk.snapshot();
        part.play.accept(talk);
        RoomSnapshot after = talk.snapshot();
        List<ServerFrame.Event> events = talk.logged().stream().filter(logged -> logged.seq().isAfter(before.seq()))
                .map(logged -> new ServerFrame.Event(Talk.ROOM, logged.seq(), logged.at(), logged.event())).toList();
        return new Trace(before, events, after);
    }

    /** Who is connected and who has read how far comes by live frames, not by events. */
    private static RoomSnapshot comparable(RoomSnapshot snapshot) {
        return new RoomSnapshot(snapshot.room(), snapshot.me(), snapshot.members(), snapshot.seq(), snapshot.messages(),
                snapshot.hasEarlier(), snapshot.pinned(), List.of(), List.of(), snapshot.rules());
    }

    /** Messages 4 to 8, the last of them an answer of 阿炉 that quotes three; 4 and 5 are pinned, 6 bears reactions. */
    private static void beforehand(Talk talk) {
        Seq first = talk.say(talk.xiaohong, "周六晚上七点老地方，火锅走起");
        Seq second = talk.say(talk.xiaoming, "火锅要特辣的，毛肚我带");
        Seq third = talk.say(talk.xiaohong, "我其实不太能吃辣");
        talk.say(talk.xiaoming, "那就点鸳鸯锅");
        talk.answer("", new Answer(new TurnId(UUID.fromString("0b9d7c1e-52a4-4c0e-8f57-3c1c9e7f1a22")),
                Answer.Kind.SUMMARY, Answer.Engine.EXTRACTIVE, null, null, List.of(
                        new Answer.Topic("火锅", List.of(talk.quote(first), talk.quote(second))),
                        new Answer.Topic("吃辣", List.of(talk.quote(third)))))
                .thinking("小红说周六七点老地方").routed(new Answer.Route("约饭", "周末吃什么")));
        talk.pin(talk.xiaohong, first, true);
        talk.pin(talk.xiaoming, second, true);
        talk.react(talk.xiaohong, third, "👍", true);
        talk.react(talk.xiaoming, third, "🔥", true);
        talk.react(talk.xiaoming, third, "👍", true);
    }

    private static void post(Talk talk) {
        talk.post(new Draft(Talk.ROOM, talk.xiaoming, talk.newId(), "@小红 菜单见附件，**微辣**可以吗？", new Seq(6),
                List.of(talk.member(talk.xiaohong)), List.of(
                        talk.upload(talk.xiaoming, Attachment.Kind.FILE, "菜单.txt", bytes("毛肚 鸭肠 黄喉")).id(),
                        talk.upload(talk.xiaoming, Attachment.Kind.VOICE, "voice.ogg", bytes("OggS 好吃")).id()),
                0, null));
        talk.say(talk.xiaohong, "可以 🔥");
    }

    private static void edit(Talk talk) {
        talk.edit(talk.xiaohong, new Seq(4), "周六晚上八点老地方，火锅走起");
        talk.run(tx -> talk.edits.edit(tx, Talk.ROOM, talk.xiaoming, new Seq(7), "@小红 那就点鸳鸯锅",
                List.of(talk.member(talk.xiaohong))));
        talk.edit(talk.xiaohong, new Seq(4), "周日晚上八点老地方，火锅走起");
    }

    /** One with edits, a pin and a quote; one whose topic goes with it, recalled by the owner; one never quoted. */
    private static void recall(Talk talk) {
        talk.edit(talk.xiaoming, new Seq(5), "火锅要中辣的，毛肚我带");
        talk.recall(talk.xiaoming, new Seq(5));
        talk.recall(talk.xiaohong, new Seq(6));
        talk.recall(talk.xiaohong, new Seq(7));
    }

    private static void react(Talk talk) {
        Seq seq = talk.say(talk.aluo, "我在");
        talk.react(talk.xiaoming, seq, "🎉", true);
        talk.react(talk.xiaohong, seq, "👍", true);
        talk.react(talk.xiaohong, seq, "🎉", true);
        talk.react(talk.xiaoming, seq, "🎉", false);
        talk.react(talk.xiaohong, seq, "👍", false);
        talk.react(talk.xiaoming, seq, "👍", true);
        talk.react(talk.xiaohong, new Seq(4), "🔥", true);
    }

    private static void pin(Talk talk) {
        Seq seq = talk.say(talk.xiaohong, "地址：城西路 12 号");
        talk.pin(talk.xiaohong, seq, true);
        talk.pin(talk.xiaoming, new Seq(4), false);
        talk.pin(talk.xiaoming, new Seq(4), true);
    }

    /** One waits and comes true, one is rejected, one is shown in a message that is then taken back. */
    private static void call(Talk talk) {
        ToolCallId first = new ToolCallId(new UUID(4, 1));
        ToolCallId second = new ToolCallId(new UUID(4, 2));
        Seq asked = talk.answer("要我提醒大家吗？", calling(first, second));
        talk.run(tx -> talk.calls.show(tx, Talk.ROOM, asked, first, Status.APPROVED, talk.member(talk.xiaohong)));
        talk.run(tx -> talk.calls.show(tx, Talk.ROOM, asked, second, Status.REJECTED, talk.member(talk.xiaoming)));
        talk.run(tx -> talk.calls.show(tx, Talk.ROOM, asked, first, Status.SUCCEEDED, talk.member(talk.xiaohong)));
        ToolCallId third = new ToolCallId(new UUID(4, 3));
        Seq gone = talk.answer("还有这个", calling(third));
        talk.run(tx -> talk.calls.show(tx, Talk.ROOM, gone, third, Status.EXPIRED, null));
        talk.recall(talk.xiaohong, gone);
        talk.run(tx -> talk.calls.show(tx, Talk.ROOM, gone, third, Status.FAILED, null));
    }

    private static void openRedPackets(Talk talk) {
        try (RedPacketTable table = talk.redPackets()) {
            RedPacketId lucky = table.send(Talk.ROOM, talk.xiaohong, RedPacketTable.lucky(66, 3));
            table.claim(lucky, talk.xiaoming);
            table.claim(lucky, talk.xiaohong);
        }
    }

    /** One is drawn, one equal is over with a share left, and one that nobody opened is taken back afterwards. */
    private static void endRedPackets(Talk talk) {
        try (RedPacketTable table = talk.redPackets()) {
            RedPacketId lucky = table.send(Talk.ROOM, talk.xiaohong, RedPacketTable.lucky(88, 2));
            RedPacketId equal = table.send(Talk.ROOM, talk.xiaoming, RedPacketTable.wish(Kind.EQUAL, 20, 2));
            table.claim(lucky, talk.xiaohong);
            table.claim(equal, talk.xiaohong);
            table.claim(lucky, talk.xiaoming);
            table.send(Talk.ROOM, talk.xiaoming, RedPacketTable.lucky(5, 5));
            Seq gone = talk.logged().getLast().seq();
            talk.clock.pass(RedPacketWish.EXPIRES_USUALLY.plusMinutes(1));
            table.endAll();
            talk.recall(talk.xiaoming, gone);
        }
    }

    private static Answer calling(ToolCallId... calls) {
        TurnId turn = new TurnId(UUID.nameUUIDFromBytes(bytes(calls[0].toString())));
        return new Answer(turn, Answer.Kind.CHAT, Answer.Engine.MODEL, "本机 · m", null, List.of()).withCalls(
                Stream.of(calls).map(call -> new ToolCall(call, "remind", "{\"text\":\"火锅\"}", "0a", Effect.ACTS,
                        new MemberId(1), Approvers.ASKER_OR_ADMINS, Status.PENDING, null, null)).toList());
    }

    private static void join(Talk talk) {
        talk.join(Talk.ROOM, talk.outsider, Role.GUEST);
        talk.run(tx -> talk.departures.leave(tx, Talk.ROOM, talk.outsider));
        talk.join(Talk.ROOM, talk.outsider, Role.MEMBER);
    }

    private static void changeMembers(Talk talk) {
        talk.run(tx -> talk.moderation.changeRole(
                tx, Talk.ROOM, talk.xiaohong, talk.member(talk.xiaoming), Role.ADMIN));
        talk.run(tx -> talk.moderation.changeRole(
                tx, Talk.ROOM, talk.xiaohong, talk.member(talk.xiaoming), Role.MEMBER));
        talk.run(tx -> talk.moderation.mute(
                tx, Talk.ROOM, talk.xiaohong, talk.member(talk.xiaoming), Duration.ofHours(1)));
        talk.run(tx -> talk.moderation.mute(tx, Talk.ROOM, talk.xiaohong, talk.member(talk.xiaoming), Duration.ZERO));
        talk.run(tx -> talk.moderation.transfer(tx, Talk.ROOM, talk.xiaohong, talk.member(talk.xiaoming)));
        talk.run(tx -> talk.moderation.transfer(tx, Talk.ROOM, talk.xiaoming, talk.member(talk.xiaohong)));
    }

    private static void leave(Talk talk) {
        talk.run(tx -> talk.departures.leave(tx, Talk.ROOM, talk.xiaoming));
        talk.run(tx -> talk.moderation.kick(tx, Talk.ROOM, talk.xiaohong, talk.member(talk.aluo)));
    }

    private static void changeConsent(Talk talk) {
        ChangeConsent change = new ChangeConsent(talk.log, talk.access);
        talk.run(tx -> change.ofRoom(tx, Talk.ROOM, talk.xiaohong, new ChangeConsent.Wish(ModelConsent.LOCAL, null)));
        talk.run(tx -> change.ofMember(tx, Talk.ROOM, talk.xiaoming, Optional.of(ModelConsent.NONE)));
        talk.run(tx -> change.ofRoom(tx, Talk.ROOM, talk.xiaohong, new ChangeConsent.Wish(ModelConsent.LOCAL, true)));
    }

    private static void changeRoom(Talk talk) {
        talk.run(tx -> talk.changeRoom.change(tx, Talk.ROOM, talk.xiaohong,
                new ChangeRoom.Wish("火锅派·冬", "每周六晚上七点", null, null, null, 30, null)));
        talk.run(tx -> talk.changeRoom.archive(tx, Talk.ROOM, talk.xiaohong));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

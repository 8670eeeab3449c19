package weilu.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.gateway.ScriptedModel.Script;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Draft;
import weilu.message.Emoji;
import weilu.message.ForwardMessage;
import weilu.message.React;
import weilu.protocol.Attachment;
import weilu.protocol.MessageView;
import weilu.protocol.ToolCall.Status;

/** What the tools that come with the server do in a room. */
class BuiltInToolsTest {
    private AgentWorld world;

    @BeforeEach
    void start(@TempDir Path folder) {
        world = new AgentWorld(folder);
        world.configureModel("scripted");
        world.begin();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private String result(String tool, String arguments) {
        world.model.next(Script.call(tool, arguments), Script.say("好"));
        world.replyTo(world.ask(world.hong, "请做"));
        return world.model.requests().getLast().body();
    }

    @Test
    @DisplayName("[BT1] arithmetic is exact, and says what is wrong with it")
    void calculates() {
        assertThat(result("calculate", "{\"expression\":\"0.1+0.2\"}")).contains("0.1+0.2 = 0.3");
        assertThat(result("calculate", "{\"expression\":\"round(100/3, 2) × 3\"}")).contains("= 99.99");
        assertThat(result("calculate", "{\"expression\":\"1/0\"}")).contains("division by zero");
        assertThat(result("calculate", "{\"expression\":\"9^9^9\"}")).contains("too large");
    }

    @Test
    @DisplayName("[BT6] dice fall by a seed that is told, and by it anybody works them out again; too many are refused")
    void throwsDice() throws Exception {
        Matcher thrown = Pattern.compile("3d6\\+2 = (\\d+) \\((\\d), (\\d), (\\d)\\), seed ([0-9a-f]{32})")
                .matcher(result("roll_dice", "{\"dice\":3,\"sides\":6,\"plus\":2}"));
        assertThat(thrown.find()).isTrue();
        int sum = 2;
        for (int n = 1; n <= 3; n++) {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((thrown.group(5) + ":" + n).getBytes(StandardCharsets.US_ASCII));
            int eyes = new BigInteger(1, Arrays.copyOf(hash, 8)).mod(BigInteger.valueOf(6)).intValue() + 1;
            assertThat(thrown.group(n + 1)).isEqualTo("" + eyes);
            sum += eyes;
        }
        assertThat(thrown.group(1)).isEqualTo("" + sum);
        Matcher again = Pattern.compile("1d6 = .*seed ([0-9a-f]{32})").matcher(result("roll_dice", "{}"));
        assertThat(again.find()).isTrue();
        assertThat(again.group(1)).isNotEqualTo(thrown.group(5));
        assertThat(result("roll_dice", "{\"dice\":21}")).contains("error");
    }

    @Test
    @DisplayName("[BT2] messages are counted by person and by day")
    void counts() {
        world.say(world.ming, "毛肚我带");
        world.say(world.ming, "还有毛肚");
        assertThat(result("count_messages", "{\"words\":\"毛肚\"}")).contains("messages: 2").contains("by 小明: 2");
    }

    @Test
    @DisplayName("[BT1] a table and a chart come as files with the answer")
    void files() {
        world.model.next(Script.call("make_table", """
                        {"name":"账单","columns":["谁","多少"],"rows":[["小红",12.5],["=1+1",true]]}""")
                        .andCall("make_chart", """
                        {"kind":"bar","title":"账单","labels":["小红","小明"],"series":[{"name":"元","values":[12.5,7]}]}"""),
                Script.say("都在这里"));
        MessageView reply = world.replyTo(world.ask(world.hong, "做个表"));
        assertThat(reply.attachments()).extracting(Attachment::name).hasSize(2).contains("账单.xlsx");
        assertThat(reply.attachments()).extracting(Attachment::kind)
                .containsExactlyInAnyOrder(Attachment.Kind.FILE, Attachment.Kind.PICTURE);
    }

    @Test
    @DisplayName("[BT4] a link that a person posted is read without approval; one from an agent's text waits")
    void pages() {
        String posted = "http://127.0.0.1:1/posted";
        world.say(world.ming, "看看 " + posted + "。");
        assertThat(result("read_page", "{\"url\":\"" + posted + "\"}")).contains("the page cannot be read");
        world.model.next(Script.call("read_page", "{\"url\":\"http://127.0.0.1:1/\"}"));
        MessageView card = world.replyTo(world.ask(world.hong, "读一下"));
        assertThat(world.tools.call(card).status()).isEqualTo(Status.PENDING);
    }

    @Test
    @DisplayName("[BT4] a link in words that a person only forwarded waits for approval, whoever said them")
    void forwardedLinks() {
        String link = "http://127.0.0.1:1/forwarded";
        RoomId other = world.newRoom();
        Seq baited = world.post(new Draft(other, world.read(world.host::account), new ClientMessageId(UUID.randomUUID()),
                "看看 " + link, null, List.of(), List.of(), 1, null));
        new ForwardMessage(world.db, world.access, world.rooms, world.attachments, world.posts, world.messages).forward(
                world.hong, new ForwardMessage.Wish(other, baited, world.room, new ClientMessageId(UUID.randomUUID()), null));
        world.model.next(Script.call("read_page", "{\"url\":\"" + link + "\"}"));
        MessageView card = world.replyTo(world.ask(world.hong, "读一下"));
        assertThat(world.tools.call(card).status()).isEqualTo(Status.PENDING);
        world.say(world.hong, "看看 " + link);
        assertThat(result("read_page", "{\"url\":\"" + link + "\"}")).contains("the page cannot be read");
    }

    @Test
    @DisplayName("[BT5] a poll is counted by people's emoji, never by agents'")
    void polls() {
        world.model.next(Script.call("make_poll", "{\"question\":\"吃什么？\",\"options\":[\"火锅\",\"烤肉\"]}"),
                Script.say("投票开始了"));
        MessageView card = world.replyTo(world.ask(world.hong, "大家投个票"));
        world.tools.approve(world.hong, world.tools.call(card));
        world.tools.await(card, Status.SUCCEEDED);
        Seq poll = new Seq(world.count("select max(seq) from room_event where event like '%🗳️%' and kind = 'messagePosted'"));
        React reactions = new React(world.log, world.access);
        world.db.useTransaction(tx -> reactions.set(tx, world.room, world.ming, poll, new Emoji("1\uFE0F\u20E3"), true));
        world.replyTo(card.seq());
        world.model.forget();
        assertThat(result("count_poll", "{}")).contains("choice 1: 1 votes").contains("choice 2: 0 votes").contains("voters: 1");
        assertThat(List.of(world.message(poll).reactions().size())).containsExactly(2);
    }
}

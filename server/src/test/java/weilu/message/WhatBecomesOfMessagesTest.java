package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.Seq;
import weilu.id.TurnId;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.MessageView;
import weilu.protocol.MessageView.Reaction;
import weilu.protocol.RoomEvent.MessageEdited;
import weilu.protocol.RoomEvent.MessageRecalled;
import weilu.protocol.RoomEvent.PinChanged;
import weilu.protocol.RoomEvent.ReactionChanged;

class WhatBecomesOfMessagesTest {
    private static final String SECRET = "我其实不吃辣";

    @AutoClose
    private final Talk talk;

    WhatBecomesOfMessagesTest(@TempDir Path folder) {
        talk = new Talk(folder);
    }

    @Test
    @DisplayName("[MS6] the author edits; every version stays readable")
    void edited() {
        Seq seq = talk.say(talk.xiaohong, "周六七点");
        talk.edit(talk.xiaohong, seq, "周六八点");
        talk.edit(talk.xiaohong, seq, "周日八点");
        MessageView message = talk.message(seq);
        assertThat(message.body()).isEqualTo("周日八点");
        assertThat(message.editedAt()).isEqualTo(talk.logged().getLast().at());
        List<MessageVersion> versions = talk.get(tx -> talk.edits.history(tx, Talk.ROOM, talk.xiaoming, seq));
        assertThat(versions)
                .extracting(MessageVersion::body).containsExactly("周六七点", "周六八点", "周日八点");
        assertThat(talk.lastEvent()).isEqualTo(new MessageEdited(seq, "周日八点", List.of()));
    }

    @Test
    @DisplayName("[MS6] nobody else edits, nobody edits what is imported, an answer, or no message")
    void notEdited() {
        Seq seq = talk.say(talk.xiaohong, "周六七点");
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.edit(talk.xiaoming, seq, "别来了"));
        assertRefused(ErrorCode.NOT_MEMBER, () -> talk.edit(talk.outsider, seq, "别来了"));
        assertRefused(ErrorCode.NOT_FOUND, () -> talk.edit(talk.xiaohong, new Seq(1), "是成员加入"));
        assertRefused(ErrorCode.NOT_FOUND, () -> talk.edit(talk.xiaohong, new Seq(999), "没有"));
        Seq answer = talk.answer("找到了", answerQuoting(seq, "周六七点"));
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.edit(talk.aluo, answer, "没找到"));
        assertThat(talk.message(seq).body()).isEqualTo("周六七点");
    }

    @Test
    @DisplayName("[MS2] an edit keeps to the rules of a body")
    void editRules() {
        Seq seq = talk.say(talk.xiaohong, "周六七点");
        assertRefused(ErrorCode.BODY_EMPTY, () -> talk.edit(talk.xiaohong, seq, " "));
        assertRefused(ErrorCode.BODY_TOO_LONG, () -> talk.edit(talk.xiaohong, seq, "辣".repeat(10_001)));
        talk.edit(talk.xiaohong, seq, "辣".repeat(10_000));
    }

    @Test
    @DisplayName("[MS10] editing, reacting, pinning and recalling twice appends one event")
    void repeats() {
        Seq seq = talk.say(talk.xiaohong, "周六七点");
        int before = talk.logged().size();
        for (int i = 0; i < 2; i++) {
            talk.edit(talk.xiaohong, seq, "周六八点");
            talk.react(talk.xiaoming, seq, "👍", true);
            talk.pin(talk.xiaoming, seq, true);
        }
        assertThat(talk.logged()).hasSize(before + 3);
        for (int i = 0; i < 2; i++) {
            talk.react(talk.xiaoming, seq, "👍", false);
            talk.pin(talk.xiaoming, seq, false);
        }
        assertThat(talk.logged()).hasSize(before + 5);
        talk.recall(talk.xiaohong, seq);
        talk.recall(talk.xiaohong, seq);
        assertThat(talk.logged()).hasSize(before + 6);
    }

    @Test
    @DisplayName("[MS7] after a recall the text is nowhere in the database, and the trace says who")
    void recalledEverywhere() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        Attachment file = talk.upload(talk.xiaohong, Attachment.Kind.FILE, SECRET, bytes);
        Seq seq = talk.sayWith(talk.xiaohong, SECRET, file.id());
        talk.edit(talk.xiaohong, seq, SECRET + "!");
        talk.react(talk.xiaoming, seq, "🔥", true);
        talk.pin(talk.xiaoming, seq, true);
        Seq other = talk.say(talk.xiaoming, "吃鸳鸯锅");
        Seq answer = talk.answer("", answerQuoting(seq, SECRET, other, "吃鸳鸯锅"));
        assertThat(everythingStored()).contains(SECRET);

        talk.recall(talk.xiaohong, seq);

        assertThat(everythingStored()).doesNotContain(SECRET);
        MessageView message = talk.message(seq);
        assertThat(message.recalledBy()).isEqualTo(talk.member(talk.xiaohong));
        assertThat(message.body()).isEmpty();
        assertThat(message.attachments()).isEmpty();
        assertThat(message.reactions()).isEmpty();
        assertThat(message.pinned()).isFalse();
        assertThat(talk.message(answer).answer().topics())
                .containsExactly(new Answer.Topic("", List.of(citation(other, "吃鸳鸯锅"))));
        assertThat(talk.lastEvent()).isEqualTo(new MessageRecalled(seq, talk.member(talk.xiaohong)));
        assertRefused(ErrorCode.NOT_FOUND, () -> talk.attachments.require(Talk.ROOM, talk.xiaohong, file.id()));
    }

    @Test
    @DisplayName("[MS7] nothing more becomes of a recalled message")
    void nothingAfterRecall() {
        Seq seq = talk.say(talk.xiaohong, SECRET);
        talk.recall(talk.xiaohong, seq);
        assertRefused(ErrorCode.RECALLED, () -> talk.edit(talk.xiaohong, seq, "又说了"));
        assertRefused(ErrorCode.RECALLED, () -> talk.react(talk.xiaoming, seq, "👍", true));
        assertRefused(ErrorCode.RECALLED, () -> talk.pin(talk.xiaoming, seq, true));
        assertRefused(ErrorCode.RECALLED,
                () -> talk.get(tx -> talk.edits.history(tx, Talk.ROOM, talk.xiaohong, seq)));
    }

    @Test
    @DisplayName("[MS7] admins recall what members said, members not what others said, nobody what the owner said")
    void whoRecalls() {
        Seq owners = talk.say(talk.xiaohong, "我是派主");
        Seq members = talk.say(talk.xiaoming, "我是成员");
        Seq agents = talk.answer("我在", null);
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.recall(talk.xiaoming, owners));
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.recall(talk.xiaoming, agents));
        talk.setRole(talk.xiaoming, Role.ADMIN);
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.recall(talk.xiaoming, owners));
        talk.recall(talk.xiaoming, agents);
        talk.recall(talk.xiaohong, members);
        assertThat(talk.message(members).recalledBy()).isEqualTo(talk.member(talk.xiaohong));
    }

    @Test
    @DisplayName("[MS7] a title that another quoted message says too stays")
    void titleStays() {
        Seq one = talk.say(talk.xiaohong, "火锅要微辣");
        Seq two = talk.say(talk.xiaoming, "火锅要特辣");
        Answer answer = new Answer(turn(), Answer.Kind.SUMMARY, Answer.Engine.EXTRACTIVE, null, null, List.of(
                new Answer.Topic("火锅", List.of(citation(one, "火锅要微辣"), citation(two, "火锅要特辣")))));
        Seq seq = talk.answer("", answer);
        talk.recall(talk.xiaohong, one);
        assertThat(talk.message(seq).answer().topics())
                .containsExactly(new Answer.Topic("火锅", List.of(citation(two, "火锅要特辣"))));
    }

    @Test
    @DisplayName("[MS7] an answer that was written while its message was recalled does not bring the text back")
    void recalledMeanwhile() {
        Seq seq = talk.say(talk.xiaohong, SECRET);
        Answer answer = answerQuoting(seq, SECRET);
        talk.recall(talk.xiaohong, seq);
        Seq posted = talk.answer("找到了", answer);
        assertThat(talk.message(posted).answer().topics()).isEmpty();
        assertThat(everythingStored()).doesNotContain(SECRET);
    }

    @Test
    @DisplayName("[MS8] reactions stand in the order they came; the twenty-first kind is refused")
    void reactions() {
        Seq seq = talk.say(talk.xiaohong, "周六七点");
        talk.react(talk.xiaohong, seq, "👍", true);
        talk.react(talk.xiaoming, seq, "🔥", true);
        talk.react(talk.xiaoming, seq, "👍", true);
        talk.react(talk.xiaohong, seq, "👍", false);
        assertThat(talk.message(seq).reactions()).containsExactly(
                new Reaction("👍", List.of(talk.member(talk.xiaoming))),
                new Reaction("🔥", List.of(talk.member(talk.xiaoming))));
        assertThat(talk.lastEvent()).isEqualTo(new ReactionChanged(seq, talk.member(talk.xiaohong), "👍", false));
        for (int i = 0; i < React.KINDS_MAX - 2; i++) {
            talk.react(talk.xiaohong, seq, Character.toString(0x1f600 + i), true);
        }
        assertRefused(ErrorCode.CONFLICT, () -> talk.react(talk.xiaohong, seq, "🍲", true));
        talk.react(talk.xiaohong, seq, "🔥", true);
    }

    @Test
    @DisplayName("[MS9] members pin, guests do not; the fifty-first pin is refused; the last pinned comes first")
    void pins() {
        Seq first = talk.say(talk.xiaohong, "第一");
        talk.pin(talk.xiaoming, first, true);
        assertThat(talk.lastEvent()).isEqualTo(new PinChanged(first, talk.member(talk.xiaoming), true));
        talk.setRole(talk.xiaoming, Role.GUEST);
        Seq second = talk.say(talk.xiaohong, "第二");
        assertRefused(ErrorCode.FORBIDDEN, () -> talk.pin(talk.xiaoming, second, true));
        talk.pin(talk.xiaohong, second, true);
        List<MessageView> pinned = talk.get(tx -> talk.messages.pinned(tx, Talk.ROOM));
        assertThat(pinned).extracting(MessageView::seq).containsExactly(second, first);
        for (int i = 2; i < PinMessage.PINS_MAX; i++) {
            talk.pin(talk.xiaohong, talk.say(talk.xiaohong, "第 " + i), true);
        }
        assertRefused(ErrorCode.CONFLICT, () -> talk.pin(talk.xiaohong, talk.say(talk.xiaohong, "再来"), true));
    }

    /** All that a query could bring up about messages, in one string. */
    private String everythingStored() {
        List<String> rows = talk.get(tx -> tx.handle().createQuery("""
                        select event from room_event
                        union all select body from message_state where body is not null
                        union all select name from attachment
                        """)
                .mapTo(String.class).list());
        return String.join("\n", rows);
    }

    private Answer answerQuoting(Seq message, String quote) {
        return new Answer(turn(), Answer.Kind.FOUND, Answer.Engine.EXTRACTIVE, null, null,
                List.of(new Answer.Topic(quote, List.of(citation(message, quote)))));
    }

    private Answer answerQuoting(Seq one, String quote, Seq other, String otherQuote) {
        return new Answer(turn(), Answer.Kind.SUMMARY, Answer.Engine.EXTRACTIVE, null, null, List.of(
                new Answer.Topic(quote, List.of(citation(one, quote), citation(other, otherQuote))),
                new Answer.Topic(quote, List.of(citation(one, quote)))));
    }

    private Answer.Citation citation(Seq message, String quote) {
        Instant at = Instant.parse("2026-11-22T12:00:00Z");
        return new Answer.Citation(message, talk.member(talk.xiaohong), "小红", at, quote);
    }

    private static TurnId turn() {
        return new TurnId(UUID.fromString("0b9d7c1e-52a4-4c0e-8f57-3c1c9e7f1a22"));
    }
}

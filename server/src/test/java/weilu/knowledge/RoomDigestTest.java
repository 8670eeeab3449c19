package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.Seq;
import weilu.protocol.Answer;

class RoomDigestTest {
    @Test
    @DisplayName("[KN1] a part of a room is digested: people's messages as they stand now, from and to included")
    void digest() {
        try (KnownRoom room = new KnownRoom()) {
            room.say(room.xiaohong, "第一段：周一下午三点开会");
            Seq from = room.say(room.xiaohong, "周五七点在春熙路蜀九香集合");
            Seq taken = room.say(room.xiaoming, "我的密码是一二三四五六");
            room.say(room.aluo, "阿炉说周五七点集合");
            Seq edited = room.say(room.xiaoming, "押金五百");
            Seq to = room.say(room.xiaohong, "人均一百二，记得转给老王");
            room.say(room.xiaohong, "后一段：下周体检别忘了");
            room.recall(taken, room.xiaoming);
            room.edit(edited, "押金改成六百，明天交");
            List<Answer.Topic> topics = room.digest.summarise(room.membership(), from, to);
            List<Answer.Citation> quotes = topics.stream().flatMap(topic -> topic.citations().stream()).toList();
            assertThat(quotes).extracting(Answer.Citation::message).isSubsetOf(from, edited, to).contains(from);
            assertThat(quotes).extracting(Answer.Citation::quote).doesNotContain("押金五百");
            assertThat(room.digest.summarise(room.membership(), from, to)).isEqualTo(topics);
        }
    }
}

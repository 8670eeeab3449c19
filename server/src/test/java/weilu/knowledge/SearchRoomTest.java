package weilu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.Seq;
import weilu.protocol.Refusal;

class SearchRoomTest {
    private KnownRoom room;

    @BeforeEach
    void open() {
        room = new KnownRoom();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("[KN3] Chinese is found as it stands, newest first, with what to highlight")
    void chinese() {
        room.say(room.xiaohong, "周五晚上吃火锅吗");
        room.say(room.xiaoming, "火车票买好了，锅也带上");
        room.say(room.xiaohong, "火锅底料我带，火锅店就不去了");
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("火锅")).containsExactly("火锅底料我带，火锅店就不去了", "周五晚上吃火锅吗");
        assertThat(room.page("火锅", null, 20).hits().getFirst().highlights())
                .containsExactly(List.of(0, 2), List.of(7, 9));
        assertThat(room.found("锅")).hasSize(3);
        assertThat(room.found("火锅店")).hasSize(1);
        assertThat(room.found("锅火")).isEmpty();
    }

    @Test
    @DisplayName("[KN3] English is found by whole words, whatever their case, width or accents")
    void english() {
        room.say(room.xiaohong, "We meet at the Café, not at the cafeteria");
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("cafe")).hasSize(1);
        assertThat(room.found("ＣＡＦＥ meet")).hasSize(1);
        assertThat(room.found("meat")).isEmpty();
        assertThat(room.page("CAFÉ", null, 20).hits().getFirst().highlights()).containsExactly(List.of(15, 19));
    }

    @Test
    @DisplayName("[KN3] all parts must be there; a part in quotation marks stands together")
    void parts() {
        room.say(room.xiaohong, "the hot pot is ready");
        room.say(room.xiaohong, "the pot is hot");
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("pot hot")).hasSize(2);
        assertThat(room.found("\"hot pot\"")).containsExactly("the hot pot is ready");
        assertThat(room.found("pot 火锅")).isEmpty();
    }

    @Test
    @DisplayName("[KN3] pages go on before the last hit, over many stretches of a long room, and end")
    void pages() {
        room.say(room.xiaohong, "最早的毛肚");
        room.indexer.drain(KnownRoom.ROOM);
        room.db.useTransaction(tx -> tx.handle().execute(
                "update room set head_seq = head_seq + 200000 where id = ?", KnownRoom.ROOM.value()));
        Seq last = null;
        for (int i = 0; i < 5; i++) {
            last = room.say(room.xiaohong, "毛肚 " + i);
        }
        room.indexer.drain(KnownRoom.ROOM);
        SearchPage first = room.page("毛肚", null, 4);
        assertThat(first.hasMore()).isTrue();
        assertThat(first.hits().getFirst().message().seq()).isEqualTo(last);
        SearchPage second = room.page("毛肚", first.hits().getLast().message().seq(), 4);
        assertThat(second.hasMore()).isFalse();
        assertThat(second.hits()).extracting(hit -> hit.message().body()).containsExactly("毛肚 0", "最早的毛肚");
    }

    @Test
    @DisplayName("[KN3] what was posted a moment ago is found before the index has it")
    void fresh() {
        room.say(room.xiaohong, "毛肚要涮七上八下");
        assertThat(room.found("毛肚")).hasSize(1);
    }

    @Test
    @DisplayName("[KN4] a recalled text is found no more, and nothing of it is kept")
    void recalled() {
        Seq secret = room.say(room.xiaohong, "口令是芝麻开门");
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("芝麻")).hasSize(1);
        room.recall(secret, room.xiaohong);
        assertThat(room.found("芝麻")).isEmpty();
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("芝麻")).isEmpty();
        assertThat(room.count("message_index")).isZero();
    }

    @Test
    @DisplayName("[KN4] an edited message is found by its new words alone")
    void edited() {
        Seq seq = room.say(room.xiaohong, "七点见");
        room.indexer.drain(KnownRoom.ROOM);
        room.edit(seq, "八点见");
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("七点")).isEmpty();
        assertThat(room.found("八点")).containsExactly("八点见");
    }

    @Test
    @DisplayName("[KN5] another room's messages are never found")
    void otherRoom() {
        room.append(KnownRoom.OTHER_ROOM, room.xiaoming, "别处的火锅", null, null);
        room.say(room.xiaohong, "这里的火锅");
        room.indexer.drain(KnownRoom.OTHER_ROOM);
        room.indexer.drain(KnownRoom.ROOM);
        assertThat(room.found("火锅")).containsExactly("这里的火锅");
    }

    @Test
    @DisplayName("[KN3] a query without letters, too long, or with a foolish limit is refused; a plain one is not")
    void badQueries() {
        for (String query : new String[] {null, "", "  ", "！？", "火".repeat(101)}) {
            assertThatThrownBy(() -> room.found(query)).as("query %s", query).isInstanceOf(Refusal.class);
        }
        assertThatThrownBy(() -> room.page("火", null, 0)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> room.page("火", null, 51)).isInstanceOf(Refusal.class);
        assertThat(room.found("火".repeat(100))).isEmpty();
    }

    @Test
    @DisplayName("[KN6] indexing and searching words does not load the embedding model")
    void modelStaysOut() {
        room.say(room.xiaohong, "火锅");
        room.indexing.start();
        room.indexer.drain(KnownRoom.ROOM);
        room.found("火锅");
        assertThat(room.embedder.loaded()).isFalse();
    }
}

package weilu.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weilu.id.RoomId;
import weilu.id.Seq;

/** The messages around others: what was said right before and after them. */
final class NearMessagesTest {
    @TempDir
    private Path folder;
    private Talk talk;
    private final List<Seq> said = new ArrayList<>();

    @BeforeEach
    void open() {
        talk = new Talk(folder);
        for (int i = 0; i < 8; i++) {
            said.add(talk.say(talk.xiaohong, "第" + i + "句"));
            // An event that is no message stands between them, and does not count.
            talk.react(talk.xiaoming, said.get(i), "👍", true);
        }
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    @DisplayName("each message with its neighbours, in order, each once; at the ends there are fewer")
    void near() {
        assertThat(near(1, 4)).containsExactly(said.get(3), said.get(4), said.get(5));
        assertThat(near(1, 3, 4)).containsExactly(said.get(2), said.get(3), said.get(4), said.get(5));
        assertThat(near(2, 0)).containsExactly(said.get(0), said.get(1), said.get(2));
        assertThat(near(2, 7)).containsExactly(said.get(5), said.get(6), said.get(7));
        assertThat(near(2)).isEmpty();
    }

    @Test
    @DisplayName("nothing of another room")
    void otherRoom() {
        List<Seq> seqs = List.of(said.get(4));
        talk.run(tx -> assertThat(new ReadMessages().near(tx, new RoomId(Talk.ROOM.value() + 1), seqs, 2)).isEmpty());
    }

    private List<Seq> near(int eachWay, int... numbers) {
        List<Seq> asked = new ArrayList<>();
        for (int number : numbers) {
            asked.add(said.get(number));
        }
        List<Seq> found = new ArrayList<>();
        talk.run(tx -> found.addAll(new ReadMessages().near(tx, Talk.ROOM, asked, eachWay)));
        return found;
    }
}

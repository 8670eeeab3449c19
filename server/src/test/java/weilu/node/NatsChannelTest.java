package weilu.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.db.Seal;
import weilu.db.TestDatabase;
import weilu.id.AccountId;

/** Nodes that have a real NATS server beside the database; left out where there is none. */
class NatsChannelTest {
    private static final NodeNote NOTE = new NodeNote.SignedOut(new AccountId(1));

    private final TestDatabase database = TestDatabase.fresh();
    private final SecureRandom random = new SecureRandom();
    private final SecretKey key = key();
    private final List<Nodes> opened = new ArrayList<>();
    private NatsServer nats;

    @BeforeEach
    void startNats() throws Exception {
        Optional<Path> program = NatsServer.program();
        assumeTrue(program.isPresent(), "there is no nats-server");
        nats = NatsServer.start(program.get());
    }

    @AfterEach
    void close() {
        opened.forEach(Nodes::close);
        database.close();
        if (nats != null) {
            nats.close();
        }
    }

    @Test
    @DisplayName("[ND2] NATS carries while all nodes have it; one without it, and NOTIFY does for all")
    void onlyTogether() {
        Nodes first = node(true);
        Nodes second = node(true);
        Await.until("both are fast", () -> first.areFast() && second.areFast());
        List<NodeNote> heard = heard(second);
        first.tell(NOTE);
        Await.until("it is heard", () -> heard.size() == 1);

        Nodes third = node(false);
        Await.until("nobody is fast", () -> !first.areFast() && !second.areFast());
        List<NodeNote> heardByThird = heard(third);
        Await.until("the third hears", () -> {
            first.tell(NOTE);
            return !heardByThird.isEmpty();
        });
    }

    @Test
    @DisplayName("[ND2] NATS that is killed is missed by nobody, and used again when it is back")
    void lostAndBack() throws Exception {
        Nodes first = node(true);
        Nodes second = node(true);
        Await.until("both are fast", () -> first.areFast() && second.areFast());
        List<NodeNote> heard = heard(second);

        nats.kill();
        Await.until("both know", () -> !first.areFast() && !second.areFast());
        Await.until("NOTIFY carries", () -> {
            first.tell(NOTE);
            return !heard.isEmpty();
        });
        nats.again();
        Await.until("both are fast again", () -> first.areFast() && second.areFast());
        heard.clear();
        Await.until("NATS carries", () -> {
            first.tell(NOTE);
            return !heard.isEmpty();
        });
    }

    @Test
    @DisplayName("[ND8] what is on NATS is sealed: another key, another topic, a changed byte are not believed")
    void sealed() {
        Seal seal = new Seal(key, random);
        byte[] sealed = seal.close(Topic.LIVE.channel(), "七上八下");
        assertThat(seal.open(Topic.LIVE.channel(), sealed)).isEqualTo(Optional.of("七上八下"));
        assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("七上八下");
        assertThat(seal.open(Topic.ROOM.channel(), sealed)).isEmpty();
        assertThat(new Seal(key(), random).open(Topic.LIVE.channel(), sealed)).isEmpty();
        assertThat(seal.open(Topic.LIVE.channel(), new byte[3])).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(seal.open(Topic.LIVE.channel(), sealed)).isEmpty();
    }

    private SecretKey key() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private Nodes node(boolean fast) {
        Nodes nodes = new Nodes(new Nodes.Ways(database.db(), inbox -> new NotifyChannel(database.dataSource(), inbox),
                fast ? Optional.of(inbox -> new NatsChannel(nats.url(), key, random, inbox)) : Optional.empty(),
                Optional.of("kin")));
        opened.add(nodes);
        nodes.open();
        return nodes;
    }

    private static List<NodeNote> heard(Nodes nodes) {
        List<NodeNote> heard = new CopyOnWriteArrayList<>();
        nodes.listen(NodeNote.class, heard::add);
        return heard;
    }
}

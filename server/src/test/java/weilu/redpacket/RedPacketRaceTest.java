package weilu.redpacket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.redpacket.ClaimOutcome.Claimed;

/** Claims on two nodes against expiry, refunds, kicks, leaving, coming back and archiving, all at once. */
final class RedPacketRaceTest {
    private static final int PEOPLE = 10;
    private static final int RED_PACKETS = 24;

    @RegisterExtension
    private static final Feast FEAST = new Feast();

    private record Got(RedPacketId redPacket, AccountId account, ClaimOutcome outcome) {}

    private final Queue<Got> got = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @RepeatedTest(6)
    @DisplayName("[RP4][RP7] however they meet: sums hold, one share for a person, who got one was there, refunded once")
    void inEveryOrder(RepetitionInfo run) throws InterruptedException {
        Random random = new Random(run.getCurrentRepetition());
        AccountId owner = FEAST.person();
        List<AccountId> people = IntStream.range(0, PEOPLE).mapToObj(i -> FEAST.person()).toList();
        RoomId room = FEAST.room(owner, people.toArray(AccountId[]::new));
        List<RedPacketId> redPackets = new ArrayList<>();
        for (int i = 0; i < RED_PACKETS; i++) {
            AccountId sender = people.get(i % 3);
            redPackets.add(FEAST.table.send(room, sender, RedPacketTable.lucky(40 + i, 1 + i % 7)));
        }
        List<Thread> threads = new ArrayList<>();
        for (AccountId person : people) {
            Random own = new Random(random.nextLong());
            threads.add(start(() -> grab(redPackets, person, own)));
            threads.add(start(() -> grab(redPackets, person, own)));
        }
        threads.add(start(() -> disturb(room, owner, people, new Random(random.nextLong()))));
        threads.add(start(() -> {
            FEAST.clock.pass(run.getCurrentRepetition() % 2 == 0 ? RedPacketWish.EXPIRES_USUALLY : Duration.ZERO);
            FEAST.table.endAll();
        }));
        threads.add(start(FEAST.otherNode::endAll));
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        FEAST.clock.pass(RedPacketWish.EXPIRES_USUALLY);
        FEAST.table.endAll();
        assertThat(FEAST.breaches()).isEqualTo(List.of());
        assertThat(FEAST.escrows()).isZero();
        assertThat(FEAST.sumOfAll()).isZero();
        assertThat(claimsByMembers(room)).isEqualTo(claimedOutcomes());
    }

    private Thread start(Runnable work) {
        return Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                failures.add(failure);
            }
        });
    }

    private void grab(List<RedPacketId> redPackets, AccountId person, Random random) {
        for (int i = 0; i < RED_PACKETS; i++) {
            RedPacketId redPacket = redPackets.get(random.nextInt(redPackets.size()));
            RedPacketTable node = random.nextBoolean() ? FEAST.table : FEAST.otherNode;
            got.add(new Got(redPacket, person, claim(node, redPacket, person)));
        }
    }

    /** Somebody left meanwhile, twice: then it is asked again, as a client does. */
    private static ClaimOutcome claim(RedPacketTable node, RedPacketId redPacket, AccountId person) {
        while (true) {
            try {
                return node.claim(redPacket, person);
            } catch (IllegalStateException overtaken) {
                assertThat(overtaken).hasMessageContaining("somebody left");
            }
        }
    }

    private static void disturb(RoomId room, AccountId owner, List<AccountId> people, Random random) {
        for (int i = 0; i < 8; i++) {
            AccountId person = people.get(random.nextInt(people.size()));
            try {
                if (random.nextBoolean()) {
                    FEAST.run(tx -> FEAST.moderation.kick(tx, room, owner, FEAST.access.require(tx, room, person).member()));
                } else {
                    FEAST.run(tx -> FEAST.departures.leave(tx, room, person));
                }
            } catch (Refusal gone) {
                FEAST.join(room, person, Role.MEMBER);
            }
        }
        FEAST.run(tx -> FEAST.changes.archive(tx, room, owner));
    }

    private Map<RedPacketId, Long> claimedOutcomes() {
        Map<RedPacketId, Long> sums = new HashMap<>();
        Set<List<Object>> once = new HashSet<>();
        for (Got one : got) {
            if (one.outcome() instanceof Claimed claimed) {
                assertThat(once.add(List.of(one.redPacket(), one.account()))).as("one share for a person").isTrue();
                sums.merge(one.redPacket(), claimed.coins(), Long::sum);
            }
        }
        return sums;
    }

    /** What the log says was given out, having seen of each that they were in the room just then. */
    private static Map<RedPacketId, Long> claimsByMembers(RoomId room) {
        Map<RedPacketId, Long> sums = new HashMap<>();
        Map<Seq, RedPacketId> messages = new HashMap<>();
        Set<MemberId> in = new HashSet<>();
        long seq = 0;
        boolean archived = false;
        for (RoomEvent event : FEAST.events(room)) {
            seq++;
            switch (event) {
                case RoomEvent.MemberJoined joined -> in.add(joined.member().id());
                case RoomEvent.MemberLeft left -> in.remove(left.member());
                case RoomEvent.RoomChanged changed -> archived = changed.room().archived();
                case RoomEvent.MessagePosted posted -> messages.put(new Seq(seq), posted.redPacket().id());
                case RoomEvent.RedPacketClaimed claimed -> {
                    assertThat(archived).isFalse();
                    claimed.claims().forEach(claim -> {
                        assertThat(in).contains(claim.member());
                        sums.merge(messages.get(claimed.message()), claim.coins(), Long::sum);
                    });
                }
                default -> { }
            }
        }
        return sums;
    }
}

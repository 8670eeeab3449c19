package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomView.Visibility;

final class RoomRaceTest {
    private static final int ROUNDS = 8;

    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private final AccountId 小红 = hearth.person("小红");
    private final AccountId 小明 = hearth.person("小明");

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM11] of several who accept a one-use invitation at once, one gets in")
    void oneUseInvitation() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        InvitationView once = hearth.get(tx -> hearth.invitations.create(
                tx, room, 小红, new InvitationTerms(true, null, false, null)));
        List<Callable<ErrorCode>> attempts = new ArrayList<>();
        IntStream.range(0, 4).mapToObj(i -> hearth.person("路人")).forEach(account -> attempts.add(
                attempt(() -> hearth.run(tx -> hearth.join.byInvitation(tx, account, once.secret())))));

        List<ErrorCode> outcomes = atOnce(attempts);
        assertThat(outcomes).containsOnlyOnce((ErrorCode) null).containsOnly(null, ErrorCode.GONE);
        assertThat(membersIn(room)).hasSize(2);
    }

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM6] when the owner leaves while transferring, the room has exactly one owner afterwards")
    void leavingWhileTransferring() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PRIVATE);
        MemberId member = hearth.joined(room, 小明);
        List<ErrorCode> outcomes = atOnce(List.of(
                attempt(() -> hearth.run(tx -> hearth.moderation.transfer(tx, room, 小红, member))),
                attempt(() -> hearth.run(tx -> hearth.departures.leave(tx, room, 小红))),
                attempt(() -> hearth.run(tx -> hearth.departures.leave(tx, room, 小明)))));

        assertThat(outcomes).doesNotContain(ErrorCode.INTERNAL);
        assertThat(membersIn(room)).filteredOn(one -> one.role() == Role.OWNER).hasSize(1);
        assertGapless(room);
    }

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM12] when joining and being banned come at once, they are out in the end")
    void joiningWhileBanned() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        MemberId member = hearth.joined(room, 小明);
        hearth.run(tx -> hearth.departures.leave(tx, room, 小明));
        List<ErrorCode> outcomes = atOnce(List.of(
                attempt(() -> hearth.run(tx -> hearth.join.byNumber(tx, 小明, room))),
                attempt(() -> hearth.run(tx -> hearth.moderation.ban(tx, room, 小红, member)))));

        assertThat(outcomes.get(0)).isIn(null, ErrorCode.BANNED);
        assertThat(outcomes.get(1)).isNull();
        assertThat(hearth.isIn(room, 小明)).isFalse();
        long joins = hearth.events(room).stream().filter(RoomEvent.MemberJoined.class::isInstance).count();
        long leaves = hearth.events(room).stream().filter(RoomEvent.MemberLeft.class::isInstance).count();
        assertThat(joins - leaves).isEqualTo(1);
    }

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM12] one who joins several times at once is in once")
    void joiningTwice() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        Callable<ErrorCode> join = attempt(() -> hearth.run(tx -> hearth.join.byNumber(tx, 小明, room)));
        assertThat(atOnce(List.of(join, join, join))).containsOnlyNulls();
        assertThat(hearth.events(room)).hasSize(2);
    }

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM18] two who open their direct room at once get the same one")
    void directRoom() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.joined(room, 小明);
        List<RoomId> opened = List.copyOf(atOnce(List.of(
                () -> hearth.get(tx -> hearth.openDirect.withPerson(tx, 小红, 小明)),
                () -> hearth.get(tx -> hearth.openDirect.withPerson(tx, 小明, 小红)))));
        assertThat(opened.get(0)).isEqualTo(opened.get(1));
        assertThat(membersIn(opened.get(0))).hasSize(2);
    }

    @RepeatedTest(ROUNDS)
    @DisplayName("[RM18] a block and the opening of the direct room at once leave no open way to talk")
    void blockWhileOpening() {
        RoomId room = hearth.room(小红, "火锅派", Visibility.PUBLIC);
        hearth.joined(room, 小明);
        atOnce(List.of(
                attempt(() -> hearth.run(tx -> hearth.openDirect.withPerson(tx, 小明, 小红))),
                attempt(() -> hearth.run(tx -> hearth.blocks.block(tx, 小红, 小明)))));
        List<Boolean> blocked = hearth.get(tx -> tx.handle()
                .createQuery("select blocked from room where direct_pair = :pair")
                .bind("pair", DirectStore.pair(小红, 小明)).mapTo(Boolean.class).list());
        assertThat(blocked).doesNotContain(false);
    }

    /** What became of it: null when it was done. */
    private static Callable<ErrorCode> attempt(Runnable work) {
        return () -> {
            try {
                work.run();
                return null;
            } catch (Refusal refusal) {
                return refusal.problem().code();
            } catch (RuntimeException e) {
                return ErrorCode.INTERNAL;
            }
        };
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) {
        CyclicBarrier barrier = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = calls.stream().map(call -> threads.submit(() -> {
                barrier.await();
                return call.call();
            })).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<MemberView> membersIn(RoomId room) {
        return hearth.get(tx -> hearth.rooms.members(tx, room)).stream().filter(MemberView::present).toList();
    }

    private static void assertGapless(RoomId room) {
        List<Long> seqs = hearth.get(tx -> hearth.log.read(tx, room, Seq.START, 100)).stream()
                .map(event -> event.seq().value()).toList();
        assertThat(seqs).isEqualTo(IntStream.rangeClosed(1, seqs.size()).mapToObj(i -> (long) i).toList());
    }
}

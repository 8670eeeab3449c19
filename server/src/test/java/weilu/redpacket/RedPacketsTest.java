package weilu.redpacket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static weilu.room.Refusals.assertRefused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weilu.id.AccountId;
import weilu.id.ClientMessageId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.MemberView.Role;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.RedPacketCard.Status;
import weilu.protocol.Refusal;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomEvent.RedPacketClaimed;
import weilu.protocol.RoomEvent.RedPacketEnded;
import weilu.redpacket.ClaimOutcome.AlreadyClaimed;
import weilu.redpacket.ClaimOutcome.Claimed;

final class RedPacketsTest {
    @RegisterExtension
    private static final Feast FEAST = new Feast();

    private final AccountId sender = FEAST.person();
    private final AccountId guest = FEAST.person();
    private final RoomId room = FEAST.room(sender, guest);

    @Test
    @DisplayName("[RP3] sending moves the coins and posts the message; a retry finds the first, other content is refused")
    void sendsOnce() {
        FEAST.table.give(sender, 100);
        ClientMessageId id = FEAST.table.newId();
        SendRedPacket.Sent first = FEAST.table.sendAs(room, sender, RedPacketTable.lucky(60, 3), id);
        assertThat(FEAST.table.sendAs(room, sender, RedPacketTable.lucky(60, 3), id)).isEqualTo(first);
        assertThat(FEAST.table.coinsOf(sender)).isEqualTo(40);
        assertRefused(ErrorCode.ID_REUSED, () -> FEAST.table.sendAs(room, sender, RedPacketTable.lucky(30, 3), id));
        MessagePosted posted = (MessagePosted) FEAST.events(room).getLast();
        assertThat(posted.body()).isEqualTo("恭喜发财，大吉大利");
        assertThat(posted.redPacket().id()).isEqualTo(first.redPacket());
        assertThat(posted.redPacket().seed()).isNull();
    }

    @Test
    @DisplayName("[RP3] who has too few coins learns how many, and nothing is moved or posted")
    void sendsWhatIsThere() {
        FEAST.table.give(sender, 59);
        int before = FEAST.events(room).size();
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> FEAST.table.sendAs(room, sender, RedPacketTable.lucky(60, 3), FEAST.table.newId()));
        assertThat(refusal.problem().field()).isEqualTo("amount");
        assertThat(FEAST.table.coinsOf(sender)).isEqualTo(59);
        assertThat(FEAST.events(room)).hasSize(before);
        FEAST.table.sendAs(room, sender, RedPacketTable.lucky(59, 3), FEAST.table.newId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "amount | \"amount\":-1,\"count\":1", "amount | \"amount\":0,\"count\":1", "amount | \"amount\":0.1,\"count\":1",
        "amount | \"amount\":1e3,\"count\":1", "amount | \"amount\":\"1\",\"count\":1", "amount | \"amount\":null,\"count\":1",
        "amount | \"amount\":9223372036854775808,\"count\":1", "amount | \"amount\":[],\"count\":1", "amount | \"count\":1",
        "amount | \"amount\":1000000000,\"count\":1", "amount | \"amount\":10000001,\"count\":1",
        "count | \"amount\":5,\"count\":0", "count | \"amount\":5,\"count\":6", "count | \"amount\":5,\"count\":1.0",
        "count | \"amount\":5000,\"count\":1001", "count | \"amount\":5,\"count\":-1", "count | \"amount\":5,\"count\":\"2\"",
        "cover | \"amount\":5,\"count\":1,\"cover\":\"../x\"", "to | \"amount\":5,\"count\":1,\"to\":1",
        "words | \"amount\":5,\"count\":1,\"words\":\"芝麻\"", "expiresInSeconds | \"amount\":5,\"count\":1,\"expiresInSeconds\":1",
        "hint | \"amount\":5,\"count\":1,\"hint\":\"？\"", "anywhere | \"amount\":5,\"count\":1,\"anywhere\":true"})
    @DisplayName("[RP3] what cannot be is refused by the name of its field")
    void refusesByField(String field, String body) throws JsonProcessingException {
        String json = """
                {"clientMessageId":"5a0e6d52-0c0a-4e53-9a6c-2d9d4a6a7e11","kind":"lucky","greeting":"好",%s}
                """.formatted(body);
        RedPacketWish.Request request = Json.mapper().readValue(json, RedPacketWish.Request.class);
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> RedPacketWish.read(request));
        assertThat(refusal.problem().field()).isEqualTo(field);
        assertThat(refusal.problem().status()).isEqualTo(422);
    }

    @Test
    @DisplayName("[RP11] nobody sends more coins in a day than the server lets them")
    void sendsSoManyADay() {
        AccountId other = guest;
        FEAST.table.give(other, 200);
        FEAST.table.sentMax(100);
        try {
            FEAST.table.sendAs(room, other, RedPacketTable.lucky(60, 3), FEAST.table.newId());
            Refusal refusal = catchThrowableOfType(Refusal.class,
                    () -> FEAST.table.sendAs(room, other, RedPacketTable.lucky(41, 3), FEAST.table.newId()));
            assertThat(refusal.problem().field()).isEqualTo("amount");
            assertThat(refusal.problem().code()).isEqualTo(ErrorCode.DAY_LIMIT);
            assertThat(FEAST.table.coinsOf(other)).isEqualTo(140);
            FEAST.table.sendAs(room, other, RedPacketTable.lucky(40, 3), FEAST.table.newId());
        } finally {
            FEAST.table.sentMax(1_000_000_000);
        }
    }

    @Test
    @DisplayName("[RP1] equal shares take an amount that can be shared equally")
    void equalIsEqual() {
        Refusal refusal = catchThrowableOfType(Refusal.class,
                () -> FEAST.table.sendAs(room, sender, RedPacketTable.wish(Kind.EQUAL, 61, 3), FEAST.table.newId()));
        assertThat(refusal.problem().field()).isEqualTo("amount");
        RedPacketId equal = FEAST.table.send(room, sender, RedPacketTable.wish(Kind.EQUAL, 60, 3));
        assertThat(FEAST.table.claim(equal, guest)).isEqualTo(new Claimed(20));
    }

    @Test
    @DisplayName("[RP2] all shares go out, the end tells the seed, and it is what was promised")
    void drawnAndVerified() {
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.lucky(60, 2));
        MessagePosted posted = (MessagePosted) FEAST.events(room).getLast();
        Claimed first = (Claimed) FEAST.table.claim(id, guest);
        assertThat(FEAST.table.claim(id, guest)).isEqualTo(new AlreadyClaimed(first.coins()));
        Claimed second = (Claimed) FEAST.table.claim(id, sender);
        assertThat(first.coins() + second.coins()).isEqualTo(60);
        assertThat(FEAST.table.coinsOf(guest)).isEqualTo(first.coins());
        RedPacketEnded ended = (RedPacketEnded) FEAST.events(room).getLast();
        assertThat(ended.how()).isEqualTo(Status.DRAWN);
        Seed seed = Seed.ofHex(ended.seed());
        assertThat(seed.commitment(id, 60, 2)).isEqualTo(posted.redPacket().commitment());
        Shares shares = Shares.cut(60, 2, seed);
        assertThat(shares.toArray()).containsExactly(first.coins(), second.coins());
        assertThat(ended.bestLuck()).isEqualTo(FEAST.member(room, shares.best() == 0 ? guest : sender));
    }

    @Test
    @DisplayName("[RP5] strangers, the muted, guests, agents and the latecomer each learn why they get nothing")
    void outcomes() {
        AccountId visitor = FEAST.account("guest");
        AccountId agent = FEAST.account("agent");
        FEAST.join(room, visitor, Role.GUEST);
        FEAST.join(room, agent, Role.MEMBER);
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.lucky(10, 1));
        assertThat(FEAST.table.claim(id, FEAST.person())).isEqualTo(new ClaimOutcome.NotMember());
        assertThat(FEAST.table.claim(new RedPacketId(RedPacketId.LEAST), guest)).isEqualTo(new ClaimOutcome.NotMember());
        assertThat(FEAST.table.claim(id, visitor)).isEqualTo(new ClaimOutcome.NotForYou());
        assertThat(FEAST.table.claim(id, agent)).isEqualTo(new ClaimOutcome.NotForYou());
        FEAST.run(tx -> FEAST.moderation.mute(tx, room, sender, FEAST.member(room, guest), Duration.ofHours(1)));
        assertThat(FEAST.table.claim(id, guest)).isEqualTo(new ClaimOutcome.Muted());
        assertThat(FEAST.table.claim(id, sender)).isEqualTo(new Claimed(10));
        assertThat(FEAST.table.claim(id, guest)).isEqualTo(new ClaimOutcome.Exhausted());
    }

    @Test
    @DisplayName("[RP5] an exclusive one is for its person, and one for members since a day for those")
    void forSomeOnly() {
        RedPacketWish.Request plain = RedPacketTable.lucky(10, 1);
        RedPacketId exclusive = FEAST.table.send(room, sender, new RedPacketWish.Request(null, Kind.EXCLUSIVE, plain.amount(),
                plain.count(), "给你的", null, null, FEAST.member(room, guest), null, null, null, false));
        assertThat(FEAST.table.claim(exclusive, sender)).isEqualTo(new ClaimOutcome.NotForYou());
        assertThat(FEAST.table.claim(exclusive, guest)).isEqualTo(new Claimed(10));
        Instant today = FEAST.clock.instant();
        FEAST.clock.pass(Duration.ofHours(1));
        AccountId late = FEAST.person();
        FEAST.join(room, late, Role.MEMBER);
        RedPacketId old = FEAST.table.send(room, sender, new RedPacketWish.Request(null, Kind.LUCKY, LongNode.valueOf(10),
                IntNode.valueOf(2), "老朋友", null, null, null, today, null, null, false));
        assertThat(FEAST.table.claim(old, late)).isEqualTo(new ClaimOutcome.NotForYou());
        assertThat(FEAST.table.claim(old, guest)).isInstanceOf(Claimed.class);
    }

    @Test
    @DisplayName("[RP8] a passphrase counts by its letters, opens from elsewhere where allowed, and is heard when said")
    void passphrases() {
        RedPacketId here = FEAST.table.send(room, sender, RedPacketTable.passphrase(30, 3, "Happy 新年！", false));
        RedPacketId anywhere = FEAST.table.send(room, sender, RedPacketTable.passphrase(30, 3, "围炉夜话", true));
        AccountId outsider = FEAST.person();
        assertThat(FEAST.table.claim(here, guest)).isEqualTo(new ClaimOutcome.WrongPassphrase());
        assertThat(FEAST.table.claim(here, guest, "happy新年🎆")).isInstanceOf(Claimed.class);
        assertThat(FEAST.table.claim(here, outsider, "happy新年")).isEqualTo(new ClaimOutcome.NotMember());
        assertThat(FEAST.table.claim(anywhere, outsider, "围炉，夜话")).isInstanceOf(Claimed.class);
        RoomEvent.RedPacketClaimed told = (RedPacketClaimed) FEAST.events(room).getLast();
        assertThat(told.claims().getFirst().member()).isNull();
        assertThat(told.claims().getFirst().name()).startsWith("客人");
        assertThat(FEAST.table.spoken.openedBy(room, "围炉 夜话~")).containsExactly(anywhere);
        assertThat(FEAST.table.spoken.openedBy(room, "围炉")).isEmpty();
        FEAST.run(FEAST.otherNode.spoken::refresh);
        assertThat(FEAST.otherNode.spoken.openedBy(room, "ＨＡＰＰＹ新年")).containsExactly(here);
    }

    @Test
    @DisplayName("[RP9] who guesses too often guesses no more that day")
    void guessesEnd() {
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.passphrase(30, 3, "围炉夜话", false));
        for (int i = 0; i < DayTallies.WRONG_MAX; i++) {
            assertThat(FEAST.table.claim(id, guest, "猜" + i)).isEqualTo(new ClaimOutcome.WrongPassphrase());
        }
        assertThat(FEAST.table.claim(id, guest, "围炉夜话")).isEqualTo(new ClaimOutcome.TooManyToday());
        assertThat(FEAST.table.claim(id, sender, "围炉夜话")).isInstanceOf(Claimed.class);
    }

    @Test
    @DisplayName("[RP6] an ended one is answered from memory, and one that is open is not")
    void fromMemory() {
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.lucky(10, 1));
        assertThat(FEAST.table.claims.fromMemory(id, room, guest)).isEmpty();
        FEAST.table.claim(id, sender);
        FEAST.table.claim(id, guest);
        assertThat(FEAST.table.claims.fromMemory(id, room, guest)).contains(new ClaimOutcome.Exhausted());
        assertThat(FEAST.table.claims.fromMemory(id, room, sender)).contains(new AlreadyClaimed(10));
        assertThat(FEAST.table.claims.fromMemory(id, FEAST.room(guest), guest)).isEmpty();
        assertThat(FEAST.otherNode.claim(id, guest)).isEqualTo(new ClaimOutcome.Exhausted());
        assertThat(FEAST.otherNode.claims.fromMemory(id, room, guest)).contains(new ClaimOutcome.Exhausted());
    }

    @Test
    @DisplayName("[RP7] after its time what is left goes back once, and nothing is left aside")
    void expires() {
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.lucky(60, 3));
        Claimed first = (Claimed) FEAST.table.claim(id, guest);
        FEAST.table.endAll();
        assertThat(FEAST.table.coinsOf(sender)).isZero();
        FEAST.clock.pass(RedPacketWish.EXPIRES_USUALLY);
        assertThat(FEAST.table.claim(id, sender)).isEqualTo(new ClaimOutcome.Expired());
        assertThat(FEAST.table.endAll()).isPositive();
        assertThat(FEAST.otherNode.endAll()).isZero();
        assertThat(FEAST.table.coinsOf(sender)).isEqualTo(60 - first.coins());
        assertThat(((RedPacketEnded) FEAST.events(room).getLast()).refunded()).isEqualTo(60 - first.coins());
        assertThat(FEAST.breaches()).isEqualTo(List.of());
        assertThat(FEAST.sumOfAll()).isZero();
    }

    @Test
    @DisplayName("[RP10] a share that was changed, and a count that was, are found")
    void findsBreaches() {
        RedPacketId id = FEAST.table.send(room, sender, RedPacketTable.lucky(60, 3));
        FEAST.table.claim(id, guest);
        assertThat(FEAST.breaches()).isEmpty();
        FEAST.run(tx -> tx.handle().execute("update red_packet_claim set coins = coins + 1 where red_packet = ?", id.value()));
        assertThat(FEAST.breaches()).anyMatch(breach -> breach.contains("not what the seed says"));
        FEAST.run(tx -> tx.handle().execute("update red_packet_claim set coins = coins - 1 where red_packet = ?", id.value()));
        assertThat(FEAST.breaches()).isEmpty();
    }
}

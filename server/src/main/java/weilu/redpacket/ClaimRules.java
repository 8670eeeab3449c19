package weilu.redpacket;

import java.time.Instant;
import java.util.Optional;
import weilu.protocol.MemberView;
import weilu.protocol.RedPacketCard.Kind;
import weilu.protocol.RedPacketCard.Status;
import weilu.redpacket.ClaimRedPackets.Ask;
import weilu.redpacket.ClaimStore.Asker;

/** Who gets nothing, and why: read from top to bottom, the first that holds (RP5). */
final class ClaimRules {
    private final DayTallies today;

    ClaimRules(DayTallies today) {
        this.today = today;
    }

    /** What speaks against giving a share of this red packet; empty: nothing. */
    Optional<ClaimOutcome> against(Ask ask, RedPacket packet, Asker asker, Instant now) {
        ClaimOutcome outcome = find(ask, packet, asker, now);
        if (outcome instanceof ClaimOutcome.WrongPassphrase) {
            today.wrong(ask.account());
        }
        return Optional.ofNullable(outcome);
    }

    private ClaimOutcome find(Ask ask, RedPacket packet, Asker asker, Instant now) {
        boolean isElsewhere = ask.room() != null && !ask.room().equals(packet.room());
        if (asker == null || isElsewhere || asker.member() == null && !packet.anywhere()) {
            return new ClaimOutcome.NotMember();
        }
        if (asker.first() != null) {
            return new ClaimOutcome.AlreadyClaimed(asker.first());
        }
        if (packet.status() == Status.DRAWN) {
            return new ClaimOutcome.Exhausted();
        }
        if (packet.isOver(now) || asker.archived()) {
            return new ClaimOutcome.Expired();
        }
        if (asker.mutedUntil() != null && asker.mutedUntil().isAfter(now)) {
            return new ClaimOutcome.Muted();
        }
        if (!isFor(packet, asker)) {
            return new ClaimOutcome.NotForYou();
        }
        if (today.isFull(ask.account(), now)) {
            return new ClaimOutcome.TooManyToday();
        }
        return packet.words() == null || packet.words().equals(ask.words()) ? null : new ClaimOutcome.WrongPassphrase();
    }

    /** Guests and agents open none; nor does who set a riddle solve it. */
    private static boolean isFor(RedPacket packet, Asker asker) {
        boolean isNamed = packet.to() == null || packet.to().equals(asker.member());
        boolean wasHere = packet.memberSince() == null
                || asker.joinedAt() != null && !asker.joinedAt().isAfter(packet.memberSince());
        boolean knewBefore = packet.kind() == Kind.RIDDLE && packet.senderMember().equals(asker.member());
        return asker.kind() == MemberView.Kind.PERSON && isNamed && wasHere && !knewBefore;
    }
}

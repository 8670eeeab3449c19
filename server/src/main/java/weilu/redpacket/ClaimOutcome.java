package weilu.redpacket;

import weilu.protocol.RedPacketCard.Outcome;

/** What came of trying to open a red packet: all there is (RP5). */
public sealed interface ClaimOutcome {
    record Claimed(long coins) implements ClaimOutcome {}

    /** @param coins what this person got the first time */
    record AlreadyClaimed(long coins) implements ClaimOutcome {}

    /** Every share is committed to somebody else. */
    record Exhausted() implements ClaimOutcome {}

    record Expired() implements ClaimOutcome {}

    record WrongPassphrase() implements ClaimOutcome {}

    record NotForYou() implements ClaimOutcome {}

    /** Not in its room; or there is no such red packet, which a stranger cannot tell apart. */
    record NotMember() implements ClaimOutcome {}

    record Muted() implements ClaimOutcome {}

    /** Too many red packets, or too many wrong words, by one person in a day. */
    record TooManyToday() implements ClaimOutcome {}

    default Outcome wire() {
        return switch (this) {
            case Claimed _ -> Outcome.CLAIMED;
            case AlreadyClaimed _ -> Outcome.ALREADY_CLAIMED;
            case Exhausted _ -> Outcome.EXHAUSTED;
            case Expired _ -> Outcome.EXPIRED;
            case WrongPassphrase _ -> Outcome.WRONG_PASSPHRASE;
            case NotForYou _ -> Outcome.NOT_FOR_YOU;
            case NotMember _ -> Outcome.NOT_MEMBER;
            case Muted _ -> Outcome.MUTED;
            case TooManyToday _ -> Outcome.TOO_MANY_TODAY;
        };
    }

    /** One's own share, or null. */
    default Long share() {
        return switch (this) {
            case Claimed claimed -> claimed.coins();
            case AlreadyClaimed claimed -> claimed.coins();
            case Exhausted _, Expired _, WrongPassphrase _, NotForYou _, NotMember _, Muted _, TooManyToday _ -> null;
        };
    }
}

package weilu.protocol;

import java.time.Instant;
import weilu.id.MemberId;
import weilu.id.RedPacketId;

/**
 * A red packet as its message shows it; the greeting is the message's body. Posted open with nothing claimed, it changes by
 * events.
 *
 * @param amount coins in it altogether
 * @param count shares in it
 * @param cover the name of one of the covers that clients bring along
 * @param commitment SHA-256 of the seed and what it was drawn for, in hex; null where nothing is drawn
 * @param to the one who may open it, or null
 * @param memberSince only who has been a member since then may open it; null: everybody
 * @param hint what is asked of those who open it with words, or null
 * @param claimed shares given out so far
 * @param seed in hex, once it has ended; null before, and where nothing is drawn
 * @param bestLuck who has the largest share, once all are drawn; or null
 */
public record RedPacketCard(
        RedPacketId id, Kind kind, long amount, int count, String cover, Instant expiresAt, String commitment, MemberId to,
        Instant memberSince, String hint, int claimed, Status status, String seed, MemberId bestLuck) {

    /** Lucky 拼手气, equal 普通, exclusive 专属, passphrase 口令, riddle 谜语. */
    public enum Kind { LUCKY, EQUAL, EXCLUSIVE, PASSPHRASE, RIDDLE }

    /** Open; all given out; or what was left has gone back. */
    public enum Status { OPEN, DRAWN, EXPIRED }

    /** What came of trying to open it. */
    public enum Outcome {
        CLAIMED, ALREADY_CLAIMED, EXHAUSTED, EXPIRED, WRONG_PASSPHRASE, NOT_FOR_YOU, NOT_MEMBER, MUTED, TOO_MANY_TODAY
    }

    /**
     * One share given out.
     *
     * @param member null when somebody from outside the room said the passphrase
     * @param name of that one; null for a member
     */
    public record Claim(MemberId member, String name, long coins) {}

    public RedPacketCard claimed(int shares) {
        return new RedPacketCard(id, kind, amount, count, cover, expiresAt, commitment, to, memberSince, hint, shares,
                status, seed, bestLuck);
    }

    public RedPacketCard ended(Status how, String told, MemberId best) {
        return new RedPacketCard(id, kind, amount, count, cover, expiresAt, commitment, to, memberSince, hint, claimed, how,
                told, best);
    }
}

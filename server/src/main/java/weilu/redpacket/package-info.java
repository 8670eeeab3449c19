/**
 * 红包: coins in a message, given out to whoever opens it, exactly and so that anybody can check it.
 *
 * <ul>
 *   <li>RP1. Each share is at least one coin and together they are the amount. Those of a lucky red packet are cut at random
 *       places, so that no position has a better mean, spread or chance of the best luck; of an equal one they are the same.
 *   <li>RP2. Shares follow from the seed, amount and count alone. The SHA-256 of these and the red packet's number is in its
 *       message; the seed is told when it has ended.
 *   <li>RP3. Sending moves the coins into an escrow of its own and posts the message in one transaction. The sender's client
 *       message id makes a retry return the first result. What cannot be is refused by the name of its field, and moves nothing.
 *   <li>RP4. Shares are given out in order of arrival by group commit: all that is opened during one commit goes into the
 *       next, with one transfer and one event for each red packet. One share for a person, and who gets one is a member at that
 *       moment of the log.
 *   <li>RP5. What comes of trying is one of the outcomes of {@link weilu.redpacket.ClaimOutcome}, by the first rule that holds:
 *       not a member (or no such red packet), claimed already, exhausted, expired, muted, not for you (guests and agents open
 *       none, nor does who set a riddle), too many today, wrong words.
 *   <li>RP6. A red packet is said to be exhausted only after its last share's commit. Who comes after that is answered from
 *       memory, which is right on every node, for an end is final.
 *   <li>RP7. When its time is over or its room is archived, what is left goes back to where it came from, once. Who sent it may
 *       have left or been put out: that changes nothing. Its message is not taken back before it has ended, nor ever edited.
 *   <li>RP8. A passphrase counts by its letters and digits alone, as a door's does. Saying it in the room opens the red packet;
 *       where the sender allows it, anybody with an account opens it by its number and the passphrase.
 *   <li>RP9. A person opens so many a day, and mistakes words so often, and no more. Each node counts for itself.
 *   <li>RP10. {@link weilu.redpacket.VerifyRedPackets} does every sum again from the rows: shares as the seed says, given out and
 *       returned together the amount, nothing left in the escrow of what has ended.
 *   <li>RP11. Nobody sends more coins in a day than the server lets them.
 * </ul>
 */
package weilu.redpacket;

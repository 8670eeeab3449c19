/**
 * The tools that come with the server. What each is told about itself to a model stands in {@code resources/tools}.
 *
 * <ul>
 *   <li>BT1. Arithmetic is exact where it can be, and limited in digits and steps.
 *   <li>BT2. What is read of a room is read as the asker may read it, and only messages that may go to a model.
 *   <li>BT3. A reminder fires once for each time it is due, on whatever node and after whatever restart, in the zone of who
 *       asked; one that was missed while the server was down is posted late, once, and says so.
 *       A time that does not exist in its zone, or is over, is refused before anybody is asked to approve it; of one that comes
 *       twice when clocks go back, the first counts.
 *   <li>BT4. A page is read without approval only when a person posted exactly this link in the room, in words of their
 *       own: a forwarded message is not, nor an imported one.
 *   <li>BT5. A poll is a message with one emoji for each choice; agents' emoji are not votes.
 *   <li>BT6. Dice fall by a seed of real chance that is told with the throw: the n-th die is the first 8 bytes of
 *       SHA-256("seed:n") as a number without a sign, modulo the sides, plus one.
 * </ul>
 */
package weilu.tool.builtin;

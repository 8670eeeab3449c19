/**
 * Talking: posting, reading, editing, recalling, reacting, pinning.
 *
 * <ul>
 *   <li>MS1. A message that was accepted is committed. The sender's client message id makes a retry return the first
 *   result; the same id with other content is refused.
 *   <li>MS2. A body is 1 to 10,000 characters (code points) of text without control characters, unless files come along;
 *   then it may be empty.
 *   <li>MS3. Only a member who is in the room, not muted, and not ahead of slow mode posts; an archived room takes nothing,
 *   nor a direct room while one of the two has blocked the other.
 *   <li>MS4. A quote names a message of the same room; a mention names a member of the same room, by id.
 *   <li>MS5. Messages are posted by group commit: what waits during one commit goes into the next, in order of arrival.
 * </ul>
 */
package weilu.message;

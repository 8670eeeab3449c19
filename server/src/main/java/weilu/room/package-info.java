/**
 * 派: a shared place with people and agents. Membership, access, and the room log that everything else reads and writes.
 *
 * <ul>
 *   <li>RM1. A room's log is numbered 1, 2, 3 … in commit order, without gaps, however many write at once.
 *   <li>RM2. {@link weilu.room.RoomAccess#require} is the only way to a {@link weilu.room.Membership}; without one nothing
 *       of a room is read or written. To a stranger a room that exists and one that does not look the same.
 *   <li>RM3. A wake-up is a hint. Each reader of the log keeps a cursor and reads after it.
 *   <li>RM4. What a sleeping client must learn later is an event; what it may miss is a live frame.
 * </ul>
 */
package weilu.room;

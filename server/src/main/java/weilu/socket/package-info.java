/**
 * Connections: the hub that carries a room's log to everybody who has it open, resuming, presence, and what may be missed.
 *
 * <ul>
 *   <li>SK1. Push is a hint: {@link weilu.socket.RoomHub} reads the log after the last seq it has sent and sends that.
 *   <li>SK2. Per room a connection gets every event after its cursor, once, in seq order; or a {@code resync}.
 *   <li>SK3. A frame is encoded once. Per event loop all frames that wait for a room are joined into one buffer, and each
 *   connection gets one write per drain, and one flush for all its rooms in a turn of the loop. While one drain runs, the
 *   next gathers. In a crowd a loop flushes and rests after each drain in proportion to what it took, 120 ms at most, so
 *   that what follows shares the next; the first after a silence, and all in smaller rooms, wait for nothing.
 *   <li>SK4. A connection that cannot take more is lagging: it gets nothing of the room until it is writable again, then
 *   catches up from the log by seq. It is never sent half a story.
 *   <li>SK5. The first frame is {@code hello}; a connection that says anything else first, or nothing in time, is closed.
 *   <li>SK6. Close codes say what to do: 4000–4099 connect again, 4100–4199 sign in again, 4200–4299 do not come back
 *   with this client.
 *   <li>SK7. Only pages of this server's own origin may open a socket.
 *   <li>SK8. A member who is removed, or a sign-in that is ended, stops hearing at once, on every node.
 *   <li>SK9. Who is there is told as one set over all nodes. The people of a node that died are gone when its lease is over.
 *   <li>SK10. What waits for an event loop, for a connection that does not read, or for the database is bounded: beyond the
 *   limit subscriptions are lagging, the connection is closed to come back, the frame is refused.
 * </ul>
 */
package weilu.socket;

/**
 * All that goes on the wire: frames of the socket, events of the room log, problems, and the views the HTTP API
 *       returns.
 *
 * <ul>
 *   <li>PR1. Every frame and event is a record whose {@code "type"} names it; fields may be added, never renamed or
 *       reused.
 *   <li>PR2. Every frame and event has a golden file in {@code protocol/}, decoded by the Java and the TypeScript
 *       tests alike.
 *   <li>PR3. Absent and null mean the same; nulls are not written. Unknown fields are ignored, unknown types refused.
 *   <li>PR4. Times are ISO-8601 instants in UTC; ids are JSON numbers ≤ 2^53 − 1 or UUID strings; enum values are
 *       lower_case words; there are no floats.
 *   <li>PR5. An error is a {@link weilu.protocol.Problem} (RFC 9457) with an {@link weilu.protocol.ErrorCode}.
 * </ul>
 */
package weilu.protocol;

/**
 * Knowing the room: search, key messages and cited answers, by engines that are embedded and need no provider.
 *
 * <ul>
 *   <li>KN1. 要点摘录 is at most 12 quotes of people's messages, in their own words, each with who said it and when. The same
 *       messages give the same quotes. Agents' messages, recalled and empty ones are never quoted.
 *   <li>KN2. Quotes are grouped by topic: what is alike in meaning and was said at about the same time. A topic is named by
 *       words of its own messages.
 *   <li>KN3. Search finds every part of the query exactly as it stands there, folded (case, width, accents), in Chinese
 *       and other scripts, newest first. What it shows is checked against the text as it stands now.
 *   <li>KN4. The word index follows the room log by a cursor that moves in the same transaction. A recalled text leaves it,
 *       an edited one is found by its new words alone. What a crash takes from it is read from the log again, so its
 *       commits do not wait for the disk.
 *   <li>KN5. Only a {@link weilu.room.Membership} opens a room's knowledge.
 *   <li>KN6. The embedding model is loaded at the first question or summary, not at the start. Meanings are computed in the
 *       background for rooms that were asked something (or for all by a setting), a moment after a message: its answer,
 *       if it is a question, goes first. A recalled text leaves them too, also where it was a neighbour.
 *   <li>KN7. An answer is quotes of the most fitting messages, or "not found": below the cut-off nothing is quoted.
 * </ul>
 */
package weilu.knowledge;

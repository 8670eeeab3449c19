/**
 * Talking: posting, reading, editing, recalling, reacting, pinning.
 *
 * <ul>
 *   <li>MS1. A message that was accepted is committed. The sender's client message id makes a retry return the first
 *       result; the same id with other content is refused.
 *   <li>MS2. A body is 1 to 10,000 characters (code points) of text without control characters, unless files come
 *       along; then it may be empty.
 *   <li>MS3. Only a member who is in the room, not muted, and not ahead of slow mode posts; an archived room takes
 *       nothing, nor a direct room while one of the two has blocked the other.
 *   <li>MS4. A quote names a message of the same room; a mention names a member of the same room, by id.
 *   <li>MS5. Messages are posted by group commit: what waits during one commit goes into the next, in order of
 *       arrival. From 64 on they are copied in; where an id among them was used before, they are inserted one by one.
 *   <li>MS6. Only its author changes a message, an imported one or an answer nobody; every version stays readable
 *       until a recall.
 *   <li>MS7. A recalled message leaves a trace with who took it back. Its text is gone from the log, its edits, its
 *       files, its reactions, its pin, and from answers that quoted it. Authors recall at any time; those above them
 *       recall for them.
 *   <li>MS8. A reaction is one emoji; a message bears at most 20 kinds.
 *   <li>MS9. Members pin, guests do not; at most 50 in a room.
 *   <li>MS10. Editing, recalling, reacting and pinning append one event in the same transaction; repeating one
 *       appends none.
 *   <li>MS11. An attachment is its uploader's alone until one message of that member carries it, in that room; then
 *       every member of the room may have it, and nobody else.
 *   <li>MS12. Only pictures the server wrote and voice messages are shown; every other file is offered for download
 *       as bytes.
 *   <li>MS13. An attachment that no message carries is gone after a day.
 *   <li>MS14. The list of one's rooms counts unread messages of others, up to a hundred in each room, and what of them speaks
 *       to oneself: a mention, a quote of one's own words, or an edit since one read that mentions one. It takes two
 *       statements however many rooms there are.
 *   <li>MS15. A member reports another's message to the admins once, and nobody else learns of it. Admins see who and why,
 *       and take the message back or let it stand; either settles it. In a direct room there is nobody to tell.
 *   <li>MS16. A whisper (悄悄话) is a message of a direct room that is about another room. It is in no log, list, count or search
 *       but its two's, and its answer names messages of that room without holding their words.
 *   <li>MS17. Forwarding (转发) posts a message again in another room, as the forwarder's and marked with who said it; what an
 *       agent said keeps the agent's mark, however often it is forwarded, and nobody changes it. Words and files go along, the
 *       files as new claims of the same content; a quote, mentions, reactions and an answer's citations do not. Only who may
 *       read a message forwards it, and posts where they may post. Again under the same id it is posted once.
 *   <li>MS18. Models get a forwarded message only as far as both its forwarder here and its author there let them, as it is when
 *       they are asked; a room without models lets nothing of it go, and an answer no more than what it was made of. What was
 *       recalled, a whisper, and anything in a room that keeps its words (RM27) is not forwarded. A recall of the one leaves the
 *       other as it is, like a copy on paper.
 *   <li>MS19. Members export a room as a zip: a line of JSON for each message, a page to read, and the files. It holds what a
 *       member may read now: of what was recalled only that it was, no whisper, no thoughts. What an agent wrote, here or where
 *       it was forwarded from, is labelled in both, for people and for programs. It is written as it is read.
 *   <li>MS20. Who exports is noted before the first byte, for every member of the room to see; the file is theirs alone, for an
 *       hour, and as long as they may have it. Guests export nothing, and of a room that keeps its words (RM27) admins alone.
 * </ul>
 */
package weilu.message;

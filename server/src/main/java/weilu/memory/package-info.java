/**
 * 记忆: what agents remember of a person or of a room, each line seen, corrected and deleted by people.
 *
 * <ul>
 *   <li>ME1. A memory is one line of at most 500 characters; a person, and a room, has at most 100. Nothing is remembered but
 *       what somebody wrote down or asked an agent to remember.
 *   <li>ME2. A person's memories are theirs alone: nobody else reads them, and they go into prompts of that person's own
 *       conversations and whispers only. In a room they are used for one question when its asker says so there, and the
 *       answer shows it.
 *   <li>ME3. A room's memories are seen by all its members, written by its admins, and used in that room alone.
 *   <li>ME4. Memories go to a model as data between marks, under the consent of the room that is read.
 *   <li>ME5. A person's memories go with their account, a room's with the room.
 *   <li>ME6. A model writes down, by the tool {@code remember}, what stands word for word in its asker's own question, in
 *       their own conversation, where they say it is to be kept; anything else waits for their yes. In a room it waits for the
 *       yes of who may say it there, and only an admin's question comes so far. The answer shows the line, and takes it back.
 *   <li>ME7. Everyone takes their memories along as a file, admins a room's. Which memories left stands in the outbound ledger,
 *       by id and by whose they are.
 *   <li>ME8. What was told in a conversation is known to come from there, and is offered for deletion with it.
 * </ul>
 */
package weilu.memory;

/**
 * 1:1 with an agent: conversations, and what a person chose for each.
 *
 * <ul>
 *   <li>CV1. A conversation is a direct room of one person and one agent. Its title, and whether it is put away, are the
 *       room's own (RM18); its person alone changes them.
 *   <li>CV2. Which model answers, and whether it thinks first, is chosen for each conversation. Nothing chosen is automatic,
 *       and so is a model that is gone or switched off since.
 *   <li>CV3. A conversation without a title is called by its first question, by the embedded engine; a title of the
 *       person's own is never changed by it.
 *   <li>CV7. A model reads a conversation as a dialogue, the newest of it within a budget of characters; what is older is
 *       looked up by the question.
 *   <li>CV8. Its person deletes a conversation for good: every message is taken back as a recall does it, with its files, its
 *       title, reminders and what tools were asked, and nothing leads there any more. An answer on its way is not posted. What
 *       had left stays in the ledger, without words, as it always is. What was told to be remembered there is offered to be
 *       forgotten.
 *   <li>CV4. A whisper (悄悄话) asks an agent about a room on the side. Question and answer lie in the asker's direct room with
 *       that agent: no member of the room gets an event, a frame, a count or a search hit of it.
 *   <li>CV5. A whisper's answer reads the room as its asker may read it when it answers, under that room's consent; what
 *       leaves stands in that room's outbound ledger, without the whisper's own words. Who is out of the room, or whose
 *       agent is, gets no answer from it.
 *   <li>CV6. An agent that whispers has those of its tools that only compute or read the room, as its asker may; none that
 *       acts or reaches out. Nothing it says goes anywhere but to the asker: its calls stand in the room of the two, and so
 *       do the files a whisper carries, which no other may have. What was whispered is never part of another prompt.
 * </ul>
 */
package weilu.conversation;

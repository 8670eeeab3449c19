/**
 * 回合: agents at work, from trigger to reply. An agent reads the room log and writes to it through the same door as a person.
 *
 * <ul>
 *   <li>TU1. {@link weilu.turn.TriggerRule} is the whole column of rules for when an agent acts; the first that holds
 *       decides, by its name. A model is asked only after a rule has said maybe (TU14).
 *   <li>TU2. A turn and the cursor commit together; an agent has at most one turn for a message, however often the log is
 *       read and however often the server dies.
 *   <li>TU3. A turn's reply carries the turn's id as its client message id, so it is posted once. What was interrupted is
 *       taken up again, at most three times.
 *   <li>TU4. Agents answering agents end: a reply has one hop more than its trigger, and nobody answers at three.
 *       Only an agent of the room that is named is handed over to; names are looked up by us.
 *   <li>TU5. An agent reads what the asker may read, when it answers; of a room the asker has left it reads nothing.
 *   <li>TU6. Every answer shows which engine spoke. EXTRACTIVE quotes, under a line of the product's own; MODEL is prose of
 *       the model that is named. One never passes for the other; nor do a model's thoughts, which come apart from its words.
 *   <li>TU7. A citation is a message that exists, was not recalled, and was given to the engine; a number that a model
 *       makes up is left out.
 *   <li>TU8. When no provider answers in time, or it breaks off, the extract is posted in its place, with PROVIDER_FAILED.
 *   <li>TU9. A stop posts what was written so far, with STOPPED.
 *   <li>TU10. Turns are limited at once, per room, per minute and in time; whatever a model does, posting goes on.
 *   <li>TU11. Words of members go to a model as data between marks that name the turn, each line with who said it to whom
 *       and when; what an injected instruction makes it wish for waits for a person (TL2).
 *   <li>TU12. A prompt is filtered by consent before it is made, in the transaction that reads its words, and for the model
 *       that is going to be asked: nothing of a room whose models are off, no words of a member who withholds theirs from such
 *       a model, no earlier answer that cites them, and to a distant model no answer that was made of words for
 *       local ones. Who withholds and asks is answered by the embedded engine.
 *   <li>TU13. All that agents say because of one message of a person is a chain, done for that person: they see what the
 *       person may see, and it is on their bill. Ping-pong, words without news and six hand-overs end it; so does a stop.
 *   <li>TU14. How readily an agent speaks is set per room: off, when asked, sometimes, lively. When asked spends nothing on
 *       talk that is not for it. No agent speaks because a room is quiet. Before a model is asked whether to speak up, what
 *       was said is held against what the agent says of itself and its files; what is like none of it is left alone.
 *   <li>TU15. Why an agent spoke or was silent can be asked of any message: what the log does not tell any more is kept in
 *       {@code trigger_decision}, everything else the same rules say again.
 *   <li>TU16. A person may ask an agent about a message again, as it stands now, of another model too, and beside the first
 *       answer; every try is a turn of its own, and their number has an end. An answer that does not stand beside the first
 *       takes its place: it names the first turn in {@code replaces}, clients fold what stood before, and a conversation goes
 *       on without it.
 *   <li>TU17. At a round table 圆桌 each agent that is asked answers once, hears none of the others and hands over to nobody;
 *       when the last one is done, the host draws the conclusion and cites their answers.
 *   <li>TU18. Who comes into a room is greeted where its admins have asked an agent for it, by name and in its own greeting:
 *       those who come within five seconds together, nobody twice a day, no agents. No model is asked. It counts as unasked.
 *   <li>TU19. What a question shows, itself, by quoting, or a little before in a conversation, goes along: pictures to models
 *       that see, at most 4, and the words of at most 4 files, bounded, as data between marks. They go as far as the words of the
 *       message that carries them, stand in the ledger by hash and size, and are opened once in a turn. A model that cannot see
 *       gets no picture, and the answer says so (PICTURES_UNSEEN). Of a whisper no file goes along.
 *   <li>TU20. What people ask of an agent while a turn of it is on its way is answered by one next turn, which quotes the first
 *       ask, names all others in {@code answer.also} and mentions who asked; each ask is answered by exactly one. It waits no
 *       longer than five seconds for an answer that takes its time. Only plain questions in a room are: whispers, summaries,
 *       files, what uses somebody's own memory and hand-overs are never mixed, nor words of people whose consent differs. A
 *       turn for several people has no tool that acts. It is on the bill of who asked first.
 *   <li>TU21. An agent speaks by the clock where an admin has asked it to: daily, on weekdays or weekly, at a time of the
 *       admin's time zone, about what they wrote, and for them. Each time comes once, on whichever node; what is more than an
 *       hour late is left out. Without a model it says the wish itself, or the summary that is wished for.
 *   <li>TU22. The host passes a question on that another agent of the room knows more of: its model by choosing from the ids of
 *       those the rules would let answer, never by a name, and without such a model the agent one of whose own lines is nearest
 *       to the question; where no model speaks at all, only if that agent's files say something to it. It may only where
 *       somebody has asked it, and passes nothing on that the other was asked, too. What follows is a turn for the same question
 *       and asker, by the same rules and limits as a hand-over by name.
 * </ul>
 *
 * <p><b>On the socket.</b> {@code turnStarted} says that an agent works on the message {@code trigger}; with {@code
 * stoppable} a client offers to stop it by {@code POST /api/rooms/{room}/turns/{turn}/stop}. {@code turnDelta} brings words
 * on their way: append {@code text} when {@code from} equals what is held (in UTF-16 units), otherwise show a gap and wait.
 * {@code turnEnded} says that nothing more comes: drop what was held, for the answer is a message of the log whose {@code
 * clientMessageId} is the turn's id. All three may be missed.
 *
 * <p><b>In a message.</b> {@code answer.kind} is greeting, summary, found, not_found or chat; {@code answer.engine} is
 * extractive or model. In the body of a model's answer, [1] is the first citation of {@code answer.topics}, counted through
 * all topics, [2] the second, and so on; each leads to the message {@code citation.message}.
 */
package weilu.turn;

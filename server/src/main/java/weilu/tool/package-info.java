/**
 * 工具: what agents may do, and what stands between a model's wish and its effect.
 *
 * <ul>
 *   <li>TL1. A model wishes; the server decides. A wish is a call only when the tool is among those the agent has and the
 *       room approved, it is there now, and its arguments fit its schema; otherwise the model hears what is wrong.
 *   <li>TL2. What acts or reaches outside waits for a person's yes to exactly these arguments, named by their hash. Other
 *       arguments are another call.
 *   <li>TL3. Who may say yes is the room's setting; an agent never may.
 *   <li>TL4. An approved call runs at most once, on whatever node and after whatever crash. One that was cut off is UNKNOWN
 *       and is not tried again.
 *   <li>TL5. Every call leaves a row with who, what, when and how it ended; admins of the room see them. Of what was read in
 *       the room the row holds how much it was, never the words.
 *   <li>TL6. A tool reads what the asker may read, in this room, and gives the model nothing that consent withholds.
 *   <li>TL7. What a tool returns is data between marks; it cannot make anything happen that a message could not.
 *   <li>TL8. Steps, time, size and the number of calls of a turn are limited.
 *   <li>TL9. A turn of an agent that is meant to have a tool which is not there says so, and asks no model to play it.
 *   <li>TL11. What an approved call made and said reaches the answer after it as it would have reached the answer itself: files
 *       are posted with it, the model hears the whole text. They wait, as the agent's uploads, until the last call of the
 *       message is decided; the text is forgotten an hour later.
 *   <li>TL12. A stop ends a call that runs, at once and wherever it runs: what it waits for outside is cancelled, it shows that
 *       it was stopped, what it might still bring is dropped, and the agent says nothing of it.
 *   <li>TL13. What is plainly wrong with a call is said to the model before anybody is asked: each tool checks its arguments
 *       beyond their schema, so that no card asks for what cannot be done.
 *   <li>TL14. A message that a tool found has a number in its result, one for the whole turn. The answer cites it as it cites
 *       what it was given; a number whose message did not reach this model is left out. What a model said before it called a tool
 *       stays, in order, above what it said after.
 * </ul>
 */
package weilu.tool;

/**
 * Old chats come into a room: files of other chat programs are read as streams and appended to the room log.
 *
 * <ul>
 *   <li>IM1. A file is read as a stream: memory does not grow with its length, whatever its bytes are.
 *   <li>IM2. Any bytes end in messages and broken lines; a reader neither throws for content nor reads for ever.
 *   <li>IM3. A broken line is reported by its number. It stops the import, unless skipping was asked for; what was
 *       appended before it stays, and a later run goes on from there.
 *   <li>IM4. A message keeps its author's name, its time, and what it replies to when that is in the room too.
 *   <li>IM5. A message has the same external id in every run over its file, so a second run adds nothing twice,
 *       whoever runs it.
 *   <li>IM6. Names and bodies are cleaned: no control characters, no direction overrides, names within 64 characters.
 *   <li>IM7. A message longer than the room allows comes in as several, in order; no word is dropped.
 *   <li>IM8. What a program wrote by itself (joins, calls, pins, encryption notices, deletions) is no message and is
 *       left out; an attachment leaves a note of its kind and name.
 *   <li>IM9. Only an owner or admin of a room imports into it, one file at a time; they are the author, the imported
 *       name is shown.
 *   <li>IM10. An import stopped at any moment leaves whole batches behind; running it again completes it.
 * </ul>
 */
package weilu.importing;

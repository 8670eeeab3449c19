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
 * </ul>
 */
package weilu.conversation;

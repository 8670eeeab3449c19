/**
 * The whole server in one file, and back: {@code ./weilu backup} and {@code ./weilu restore}.
 *
 * <ul>
 *   <li>BK1. A backup is one moment: every table as one snapshot sees it, and every file this snapshot knows.
 *   <li>BK2. It is taken while people talk and keeps nobody waiting; memory does not grow with what is backed up.
 *   <li>BK3. While it is taken no file is swept away and no schema changes.
 *   <li>BK4. A backup is whole or not there: written beside, synced, renamed, never over another file, for its owner alone
 *       to read. The digests of all its parts come last.
 *   <li>BK5. A restore is into an empty data folder and a database without rows, or refused before anything is done.
 *   <li>BK6. A restore is whole or leaves nothing behind: digests and row counts are verified before its one commit. What
 *       is no backup, broken, or cut off is refused by name.
 *   <li>BK7. What an older Weilu backed up gets the schema it had, its rows, and then the scripts since. What a newer one
 *       backed up is refused.
 *   <li>BK8. A file that is missing or damaged on disk keeps no backup from being made; both tools name it, and say so by
 *       their exit code.
 * </ul>
 */
package weilu.backup;

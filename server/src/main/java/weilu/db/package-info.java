/**
 * The only plumbing to PostgreSQL: the pool, transactions, migrations, group commit, and the server's own PostgreSQL.
 *
 * <ul>
 *   <li>DB1. PostgreSQL is the only truth; fsync, full_page_writes and synchronous_commit are on, or the server says so.
 *   <li>DB2. A method that writes takes a {@link weilu.db.Tx} first; the outermost caller opens it by {@link weilu.db.Db}.
 *   <li>DB3. No network call happens inside a transaction.
 *   <li>DB4. Locks are taken in this order: feature rows, ledger accounts by id, room rows by id, member rows by id.
 *   <li>DB5. What shall happen after a commit is registered with {@link weilu.db.Tx#afterCommit}; it may be lost.
 *   <li>DB6. {@link weilu.db.GroupCommit}: what waits while a commit is on its way runs in the next, as one. Those it answers are
 *       waited for, an eighth of its time at most; a lone write waits for nobody.
 *   <li>DB7. A server that was killed finds its PostgreSQL again at the next start, takes it over or stops it, and loses nothing.
 *   <li>DB8. A data folder belongs to one server at a time.
 *   <li>DB9. What an interrupted first start left behind is made again; what may hold data is never replaced.
 *   <li>DB10. When the database cannot be used, {@link weilu.db.DatabaseUnavailable} says why in one sentence.
 *   <li>DB11. An error says nothing of what people wrote: neither bound arguments nor rows.
 *   <li>DB12. The server's own PostgreSQL, when it ends while the server runs, is started again; until then writes are refused
 *       as {@link weilu.db.DatabaseUnavailable}, what was under way at the commit included: it is safe to repeat.
 *   <li>DB13. Migrations run under a lock: of servers that start at once one does them and the others wait. Whoever shares
 *   the lock (a backup) keeps the schema as it is.
 *   <li>DB14. While the disk of the server's own PostgreSQL is nearly full, nothing is written by group commit, and reading goes
 *       on; when there is room again, writing does too.
 *   <li>DB15. What a moment's waiting makes cheaper is followed by a {@link weilu.db.Rest} in proportion to its own time;
 *       the first after a silence never waits.
 *   <li>DB16. {@link weilu.db.GroupRead}: what many look up at once, as after a restart when all come back, is found by one
 *       statement; each gets what was true after it had asked.
 *   <li>DB17. A worker whose work failed takes a {@link weilu.db.Pause} that new work does not cut short.
 *   <li>DB18. What is made again from the log by itself does not wait for the disk ({@link weilu.db.Tx#needNotLast}): it is
 *       whole or gone, and never there without what was committed before it.
 *   <li>DB19. What has to look for work again and again has a {@link weilu.db.Keeper}: one thread, a look at each tick and
 *       when it is woken, a failure logged and tried again, a close that waits for the look at hand.
 *   <li>DB20. In the server's own PostgreSQL the pool signs in as a role that owns no table: it reads and writes rows, changes no
 *       schema, and of the ledger it may only read and add. Migrations, backups and restores sign in as the owner.
 * </ul>
 */
package weilu.db;

/**
 * Coins 金币: an exact ledger by double entry. Coins have no money value.
 *
 * <ul>
 *   <li>LG1. Coins are whole numbers; every amount has a limit, and no sum can be more than what is counted exactly.
 *   <li>LG2. A transfer's entries sum to zero: checked in code, by the statement that writes them, and at the commit.
 *   <li>LG3. Transfers and entries are only ever added to. A mistake is made good by another transfer.
 *   <li>LG4. A transfer's id makes asking for it again harmless; the same id with other content is an outcome of its own.
 *   <li>LG5. No account but the one that coins are issued from is ever below zero.
 *   <li>LG6. A balance is the sum of its entries: the database moves it with them, and by nothing else.
 *   <li>LG7. Accounts are locked in id order, all that a transaction needs at once, after feature rows and before rooms.
 *   <li>LG8. A reservation is settled once, by a new transfer that posts, voids or expires it; its escrow is empty then.
 *   <li>LG9. A batch takes two statements, however many transfers and entries are in it.
 *   <li>LG10. Coins come to be by gifts and grants alone, each with an id of its own: a starting gift once in the life of an
 *       account, a daily gift once for each day of the person's own, also for who changes their time zone.
 *   <li>LG11. What a person earns and sends a day has a limit, counted in the transaction that moves the coins. Guests have none.
 *   <li>LG12. Who runs the server sees sums, grants with a reason, replays and exports; a person sees their own lines alone.
 * </ul>
 */
package weilu.ledger;

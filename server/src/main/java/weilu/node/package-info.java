/**
 * Several server processes as one: who of them lives, and what they tell each other beside the log.
 *
 * <ul>
 *   <li>ND1. What must be kept is in the database. What nodes tell each other is a hint or a live frame: it may be lost,
 *   doubled or late, and whoever missed it is right again by reading, within a second or two.
 *   <li>ND2. There is one way to tell and two carriers of it: PostgreSQL's NOTIFY, always there, and NATS, if it is set up
 *   and <em>all</em> living nodes have it; else NOTIFY carries everything. Losing NATS loses nothing that matters.
 *   <li>ND3. A node lives while it renews its row; {@link weilu.node.Nodes#LEASE} after the last time it is buried, with all
 *   it had written of who is connected to it. Whoever was taken for dead and lives comes back by itself.
 *   <li>ND4. After an interruption of its ears a node reads everything again: open rooms, sign-ins, memberships, presence.
 *   <li>ND5. A payload fits NOTIFY (less than 8,000 bytes); what is longer is cut into pieces that stand for themselves, or
 *   dropped and counted when it cannot be.
 *   <li>ND6. What waits to be told is bounded; when it is full, hints are dropped and counted.
 *   <li>ND7. A node alone tells nothing and writes nothing but its beat; with a PostgreSQL of its own not even that.
 *   <li>ND8. On NATS everything is sealed under a key that comes from the nodes' common key file.
 *   <li>ND9. Nodes with different key files do not run together: the one that comes later says so and stops.
 *   <li>ND10. {@link weilu.node.Chores}: what is to be done by one node only is taken for a time, and taken over after it.
 * </ul>
 */
package weilu.node;

/**
 * 派: a shared place with people and agents. Membership, access, and the room log that everything else reads and writes.
 *
 * <ul>
 *   <li>RM1. A room's log is numbered 1, 2, 3 … in commit order, without gaps, however many write at once.
 *   <li>RM2. {@link weilu.room.RoomAccess#require} is the only way to a {@link weilu.room.Membership}; without one nothing
 *       of a room is read or written. To a stranger a room that exists and one that does not look the same.
 *   <li>RM3. A wake-up is a hint. Each reader of the log keeps a cursor and reads after it.
 *   <li>RM4. What a sleeping client must learn later is an event; what it may miss is a live frame.
 *   <li>RM5. Who is in a room, as what, and by which invitations others come in, changes only under the lock of the room's
 *       row, which is taken before the rows of its members, invitations and join requests.
 *   <li>RM6. A room has a random nine-digit number and, while it is not archived, exactly one owner.
 *   <li>RM7. {@link weilu.room.Power} is the whole table of who may do what.
 *   <li>RM8. Nobody has power over an equal or a superior. Agents are plain members; guest accounts are always guests.
 *   <li>RM9. Public and unlisted rooms are joined by number; a private room's number only knocks, and an admin answers.
 *       Who was declined is not heard again for a day.
 *   <li>RM10. Members invite where the room lets them, admins always, guests never. Only admins see others' invitations.
 *   <li>RM11. An invitation opens its room until it is used up, expired or revoked, and to guests only if it says so. What
 *       its maker gave out ends when they leave. The secret is not stored (see {@link weilu.room.InvitationSecrets}).
 *   <li>RM12. Who is in already uses nothing up by coming again; who is banned gets in by no door.
 *   <li>RM13. A phrase counts by its letters and digits alone, is at least four Chinese characters or eight letters long, and
 *       opens one room at a time.
 *   <li>RM14. Numbers, phrases and links can be tried so often and no more, by account and by network; one account opens so
 *       many direct rooms and no more.
 *   <li>RM15. The owner leaves only after transferring or archiving. Who leaves keeps the name they had, in that room.
 *   <li>RM16. A member who is out loses the room on every open screen, by the log's event and at once by a live frame.
 *   <li>RM17. A mute outlasts leaving and coming back; a role does not.
 *   <li>RM18. Two people have at most one direct room. It is opened by people who share a room, is never left, and while one
 *       has blocked the other nobody talks in it. A person and an agent may have up to a hundred conversations, each a
 *       direct room whose name is its title, which the person changes; they also put it away and take it up again.
 *   <li>RM19. The directory lists public rooms that are not archived, and nothing else.
 *   <li>RM20. Names are cleaned as display names are; a topic is at most 500 characters.
 *   <li>RM21. Every change of a room or member that members see is an event in the same transaction, holding the whole view
 *       after it; nothing is logged when nothing changes.
 *   <li>RM22. A child id under a foreign room is NOT_FOUND.
 *   <li>RM23. What may go to models: nothing of a room whose admins keep models off, and of a member what they allow in that
 *       room: all models, those on the server's own machines, or none. Who has not chosen goes by the default the room's owner
 *       has set, and a guest by local models at most. The feature that makes prompts asks each time. What the owner sets is an
 *       event, and a line that every member sees; what members choose for themselves is told to nobody, and they see when it was.
 *   <li>RM24. The host agent, put out of a room, comes back when an admin invites it, a ban or not.
 *   <li>RM25. {@link weilu.room.RoomTail} is a copy of what this node wrote in the last seconds. Who does not find there what
 *       follows on their cursor reads the log.
 *   <li>RM26. A conversation with an agent that is ended is gone for its person and the agent: both leave it, and no title is
 *       left in its log. The room itself stays as a number that leads nowhere.
 *   <li>RM27. Admins may let a room keep its words: then nobody forwards them, and none but admins exports them. Nor does
 *       anybody forward out of a room that is set to no-store.
 * </ul>
 */
package weilu.room;

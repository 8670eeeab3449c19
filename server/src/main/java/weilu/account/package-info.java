/**
 * People: how they come in, stay signed in, show themselves, and leave.
 *
 * <ul>
 *   <li>AC1. Who may make an account follows the policy: open, by invitation, or closed. Guests who become persons too.
 *   <li>AC2. The setup token of the start-up log makes one server admin, once; nothing else does. It is stored hashed,
 *       and a new start makes a new one.
 *   <li>AC3. Sign-in names are folded (NFKC, lower case); two names that fold alike are one name; mixed scripts and
 *       invisible characters are refused.
 *   <li>AC4. A display name has 1 to 40 visible characters, nothing invisible and nothing that changes direction, and
 *       does not look like the host agent's name or a badge of the product.
 *   <li>AC5. A password has 8 to 256 characters of any script, and is stored as Argon2id.
 *   <li>AC6. An unknown name and a wrong password are refused alike, and after the same work.
 *   <li>AC7. A sign-in is a random token of 256 bits of which the server keeps the SHA-256 alone; it ends after 90 days
 *       without use.
 *   <li>AC8. A person lists their sign-ins and ends one, this one, or all; ended sign-ins are told to
 *       {@link weilu.account.SignInsEnded} after the commit. A new password ends all others.
 *   <li>AC9. Tries are limited per network, per name and network, and per name; waiting helps always, a name's owner is
 *       not held up where they came in before, and X-Forwarded-For counts only from trusted proxies.
 *   <li>AC10. A passkey is registered and used with a challenge given for that, once, in time, for this server's own
 *       origin; a signature counter that does not grow is refused.
 *   <li>AC11. A guest who becomes a person keeps the account, its rooms and its messages.
 *   <li>AC12. A change of name, picture or kind reaches {@link weilu.account.ProfileChanged} in the same transaction.
 *   <li>AC13. An unsafe request is refused unless its Origin is this server's own.
 *   <li>AC14. The cookie is {@code __Host-weilu} with Secure over https, {@code weilu} over plain http; HttpOnly,
 *       SameSite=Lax, Path=/ always.
 *   <li>AC15. Settings of and invitations to the server are for server admins alone.
 * </ul>
 */
package weilu.account;

/**
 * Signing in where a server of tools asks who we are: OAuth 2.1 with PKCE, as the Model Context Protocol asks for it.
 *
 * <ul>
 *   <li>OS1. Where to sign in is found from the server itself: its metadata must be about its own address, and the
 *       authorization server's about its own issuer.
 *   <li>OS2. Everything is asked over HTTPS and never at a private address; the one exception is the server's own origin, where
 *       an admin has allowed it.
 *   <li>OS3. A sign-in is finished only by the admin who began it, with the state it began with, once, within ten minutes;
 *       with PKCE (S256), for this one server, and from the issuer it began with.
 *   <li>OS4. Tokens go to the server they were made for and to nobody else; they are sealed, and forgotten with its address.
 * </ul>
 */
package weilu.tool.oauth;

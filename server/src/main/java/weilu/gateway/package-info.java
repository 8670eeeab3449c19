/**
 * The one way out: the outbound HTTP client, the providers of models, the door to them, and the ledger of what left.
 *
 * <ul>
 *   <li>GW1. No other class of the product opens an HTTP connection (TRUST T4); a test looks.
 *   <li>GW2. A host must be spelled plainly; decimal, octal, hex and short forms are refused before a look-up.
 *   <li>GW3. After the look-up, every address of the host must be public. Loopback, private, unique-local and shared
 *       (CGNAT) addresses are reached only where an admin has allowed that very origin; link-local, multicast,
 *       reserved and IPv4-in-IPv6 addresses never.
 *   <li>GW4. The connection goes to an address that was checked; there is no second look-up. Host and SNI keep the name.
 *   <li>GW5. Each redirect is checked like the first address. A body goes again only on 307 and 308; a secret never
 *       leaves its origin; a model's prompt never does either.
 *   <li>GW6. Bytes, time (until connected, between bytes, in all) and media type are limited per purpose.
 *   <li>GW7. A provider's key is sealed with AES-GCM under a key file of mode 0600; it is never returned, never logged, and
 *       never sent to another origin than the one it was given for.
 *   <li>GW8. What is about to leave is in the outbound ledger, committed, before the first byte of it leaves.
 *   <li>GW9. A call to a model ends as completed, stopped or failed; it never hangs: the first token, each pause and
 *       the whole are limited, and it can be stopped at any moment.
 *   <li>GW10. A key is known to be good only by trying: "try it" says how long the first token took, whether it streamed,
 *       and otherwise what is wrong, in words.
 * </ul>
 *
 * <p><b>Why not LangChain4j here.</b> The wire of a chat completion is two dozen fields. A client of our own gives what
 * the promises need and a library hides: the exact bytes for the ledger before they leave, cancelling in the middle of a
 * stream by closing the connection, time limits per token rather than per call, and no second HTTP client on the class
 * path. Providers differ in small ways anyway, and those are handled in {@code ChatWire} in sight.
 */
package weilu.gateway;

/**
 * The one way out by HTTP: where a purpose may go, the address that was checked and no other, and limits on all of it.
 *
 * <ul>
 *   <li>OB1. No other class of the product opens an HTTP connection (TRUST T4); a test looks.
 *   <li>OB2. A host must be spelled plainly; decimal, octal, hex and short forms are refused before a look-up.
 *   <li>OB3. After the look-up, every address of the host must be public. Loopback, private, unique-local and shared
 *       (CGNAT) addresses are reached only where an admin has allowed that very origin; link-local, multicast,
 *       reserved and IPv4-in-IPv6 addresses never.
 *   <li>OB4. The connection goes to an address that was checked; there is no second look-up. Host and SNI keep the name.
 *   <li>OB5. Each redirect is checked like the first address. A body goes again only on 307 and 308; a secret never
 *       leaves its origin; a model's prompt never does either.
 *   <li>OB6. Bytes, time (until connected, between bytes, in all) and media type are limited per purpose.
 *   <li>OB7. What is for models of our own alone goes to addresses on this machine or its private network, by a look-up at the
 *       connection itself: a name that has moved since somebody looked leads nowhere.
 * </ul>
 */
package weilu.outbound;

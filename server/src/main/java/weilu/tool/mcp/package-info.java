/**
 * Servers of tools that speak the Model Context Protocol, as a client of them.
 *
 * <ul>
 *   <li>MC1. By HTTP we speak through the one outbound client; a program on this machine is started only where the owner of the
 *       machine has allowed it by a setting, with an environment of its own and none of the server's.
 *   <li>MC2. Every request ends: with its answer, its error, its time limit or its stop; what is given up is cancelled there too.
 *   <li>MC3. Names, descriptions, schemas and results are strangers' words: limited in number and length, read as data. Nothing
 *       they link to is fetched.
 *   <li>MC4. We offer a server nothing: no model, no files, no questions to people. What it asks for, but for a ping, is refused.
 *   <li>MC5. A program ends with its connection, and with the server; what it had started ends with it.
 * </ul>
 *
 * <p><b>Why not the SDK.</b> Its transports bring HTTP clients of their own, against OB1, and reactive streams into a server
 * that blocks on virtual threads. What we need of the protocol is six messages.
 */
package weilu.tool.mcp;

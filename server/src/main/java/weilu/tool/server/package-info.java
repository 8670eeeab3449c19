/**
 * 外部工具: servers of tools that an admin has added, and which of their tools agents may have.
 *
 * <ul>
 *   <li>TS1. A server's tools can be used only after an admin approved its list. The approval names the hash of the whole list
 *       as the admin saw it: names, descriptions, schemas, everything the server says of its tools.
 *   <li>TS2. Before each call the list is read again. If anything in it differs from what was approved, nothing is called, and
 *       all tools of that server stay off until an admin approves again, even if the list changes back.
 *   <li>TS3. A model is told the approved words, never newer ones.
 *   <li>TS4. Each tool has an admin's leave: never, ask (a person approves each call; the default), or free. What a server
 *       says of its own tools' harmlessness is shown to the admin and decides nothing.
 *   <li>TS5. Tools are called {@code server__tool}; a server's name is its own, and no two tools share a name.
 *   <li>TS6. A secret is sealed, never returned, and forgotten when the address comes to lie at another origin.
 *   <li>TS7. A new address, command or file is a new server: it must be approved again.
 * </ul>
 */
package weilu.tool.server;

/**
 * Tools declared by an OpenAPI 3 file that an admin uploaded.
 *
 * <ul>
 *   <li>OA1. An operation becomes a tool only when all of it can be said in a JSON Schema and sent as it is declared: parameters
 *       in the path and the query, and a JSON body. What cannot is left out, with the reason.
 *   <li>OA2. Requests go to the address the admin sees and nowhere else; what a model writes fills places in the declared path
 *       and query, percent-encoded, and never the host, the path's own parts or a header.
 *   <li>OA3. A reference leads only into the file itself. Numbers, depths and lengths are limited.
 *   <li>OA4. The answer is a stranger's words, cut to a limit.
 * </ul>
 */
package weilu.tool.openapi;

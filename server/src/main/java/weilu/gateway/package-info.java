/**
 * Models: the providers of them, the one door to them, and the ledger of what left.
 *
 * <ul>
 *   <li>GW1. A provider's key is sealed with AES-GCM under a key file of mode 0600; it is never returned, never logged, and
 *       never sent to another origin than the one it was given for.
 *   <li>GW2. What is about to leave is in the outbound ledger, committed, before the first byte of it leaves.
 *   <li>GW3. A call to a model ends as completed, stopped or failed; it never hangs: the first token, each pause and
 *       the whole are limited, and it can be stopped at any moment.
 *   <li>GW4. A key is known to be good only by trying: "try it" says how long the first token took, whether it streamed,
 *       and otherwise what is wrong, in words.
 *   <li>GW5. An answer is words, thinking and wishes for tools, kept apart; where a provider refuses a field an answer can do
 *       without, it is asked again without it.
 * </ul>
 *
 * <p><b>Why not LangChain4j here.</b> The wire of a chat completion is two dozen fields. A client of our own gives what
 * the promises need and a library hides: the exact bytes for the ledger before they leave, cancelling in the middle of a
 * stream by closing the connection, time limits per token rather than per call, and no second HTTP client on the class
 * path. Providers differ in small ways anyway, and those are handled in {@code ChatWire} in sight.
 */
package weilu.gateway;

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
 *       without, it is asked again without it; so it is without
       pictures. A model that was found not to see gets none, and is told so; with pictures, models that see are asked before.
 *   <li>GW6. The model that is wanted is asked first, then the others in the admin's order: of the same provider only while it
 *       is the model that failed and not the provider.
 *   <li>GW7. A provider that is busy is asked again, after a short while with jitter, only before its first sign of an answer.
 *       Its Retry-After is kept to when it is short; when it is long, the next is asked.
 *   <li>GW8. A provider that fails three times in a row rests, longer each time; one call then shows whether it is well.
 *   <li>GW9. Providers that stand in the settings come and go with them, and are not changed by hand.
 *   <li>GW10. What a model costs is entered by an admin or stands in the settings. Costs are whole millionths of a currency,
 *       rounded up; sums are kept apart by currency. Without a price, or without the provider's count, a cost is unknown and
 *       never 0.
 *   <li>RT1. A question goes to the model of the example it is nearest to in meaning, when it is near enough, and to the usual
 *       model otherwise. The same question goes the same way, no model is asked, and the answer shows the example.
 *   <li>QU1. What may be used in a day is counted in tokens, turns and deep turns, for each person, room and agent and for the
 *       server. A call is reserved at the most it can come to, in the transaction that writes its line in the ledger, before it
 *       is sent; it is settled by the provider's count in the transaction that notes its end, and released when it fails. So no
 *       more calls are under way than the day has room for. Where the provider does not count, what was reserved counts, and is
 *       called an estimate. A reservation whose node died ends by itself.
 *   <li>QU2. The bound to reserve by is a character a token, in every language, and the longest answer, which the provider
 *       is told. All calls of one turn count as one turn.
 *   <li>RE1. A prompt says how far its words may go ({@link weilu.gateway.Reach}). It is made anew for each model that is
 *       tried, by how far away that one is, and is sent to none that it may not reach, a fallback least of all.
 *   <li>RE2. A model is local when an admin has said so, and its address is on this machine or its private network now. A public
 *       address is refused when somebody says it of it, and nothing is sent to one that has become public since.
 *   <li>OL1. Every member of a room may read the room's ledger: by page, by day and provider, only what has words or memories of
 *       theirs in it, and as a file. Memories are named by id and owner, never by their words.
 *   <li>OL2. A file of the ledger is written as it is read. No cell of it is a formula, whatever a provider is called.
 *   <li>NS2. A model that an admin has said to be trained on what it gets is as none for such a room.
 *   <li>NS1. Of a room that is not to be stored the ledger keeps how many messages and files there were, and of each part a hash
 *       that is salted with its turn; no ranges and no files.
 * </ul>
 *
 * <p><b>Why not LangChain4j here.</b> The wire of a chat completion is two dozen fields. A client of our own gives what
 * the promises need and a library hides: the exact bytes for the ledger before they leave, cancelling in the middle of a
 * stream by closing the connection, time limits per token rather than per call, and no second HTTP client on the class
 * path. Providers differ in small ways anyway, and those are handled in {@code ChatWire} in sight.
 */
package weilu.gateway;

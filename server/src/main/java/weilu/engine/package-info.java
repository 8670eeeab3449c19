/**
 * A model in a GGUF file on this machine, run by llama.cpp's shared library in a child process.
 *
 * <ul>
 *   <li>EN1. Only the release of llama.cpp whose records are known is loaded. Nothing is fetched by itself: whoever runs the
 *       machine puts the libraries there ({@code ./weilu llama}).
 *   <li>EN2. The model runs in a process of its own, which speaks the chat-completions protocol on loopback to whoever has the
 *       token of that start. What crashes there is one failed answer. It ends with the server, however the server ends, and
 *       after a while without a question.
 *   <li>EN3. One model is loaded and one answer written at a time; four questions wait, and one more is told that it is busy.
 *       An answer nobody listens to any more ends at its next word.
 *   <li>EN4. What is heard are whole characters, wherever the tokens are cut. At temperature 0 the same question gets the
 *       same answer.
 *   <li>EN5. The chat template is the file's own where llama.cpp's C interface knows it, else ChatML. No words of people are read
 *       as its marks.
 *   <li>EN6. Before anything is loaded the file's header says whether it is whole and how much memory it will take; more than
 *       its limit, or than is free, is refused by the field. Once it runs, a process above its limit is ended.
 *   <li>EN7. A child that ended is started again by the next question; one that keeps ending rests, longer each time.
 *   <li>EN8. To the rest it is a provider like any other: consent, ledger, quotas, limits of time, circuit and order hold for it
 *       as they do for others, and it counts as local.
 *   <li>EN9. Admins name files below the folder for models only, links resolved; whoever writes the settings may name any.
 * </ul>
 */
package weilu.engine;

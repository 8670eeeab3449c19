/**
 * Where everything meets: settings, the wiring of all parts by hand, the edge to HTTP, start and stop.
 *
 * <ul>
 *   <li>AP1. {@link weilu.app.Wiring} builds every part bottom-up by its constructor; nothing else makes parts of the product.
 *   <li>AP2. {@code app} knows everyone; nobody knows {@code app}.
 *   <li>AP3. Every error that reaches a client is problem+json; what is not a Refusal is INTERNAL and logged without content.
 *   <li>AP4. A stop takes no new work, finishes what is under way, closes connections with "come back", and then stops
 *   PostgreSQL; all within ten seconds.
 *   <li>AP5. The web client is served with a strict content security policy; only hashed files are cached for long.
 *   <li>AP6. Before anything is served {@link weilu.app.SelfCheck} looks whether the database keeps what it acknowledges;
 *   what is wrong stops the start with one sentence and an exit code, what is worrying is shouted and told at /health/ready.
 *   <li>AP7. A log record is one line without anything people wrote; /metrics is for this machine unless a setting
 *   says otherwise.
 *   <li>AP8. Every setting is in docs/settings.md with its default; an unknown one in the file is refused.
 *   <li>AP9. /openapi describes the HTTP API as the build found it: JSON for programs, a page for people.
 *   <li>AP10. A warm start does only what it must: PostgreSQL and the parts come up beside the framework
 *   ({@link weilu.app.EarlyWiring}), and what a first request may need is made then.
 *   <li>AP11. Whatever can pile up has a limit and a name; /metrics shows both, and docs/self-hosting.md what becomes of more.
 * </ul>
 */
package weilu.app;

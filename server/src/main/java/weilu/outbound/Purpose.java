package weilu.outbound;

import java.time.Duration;
import java.util.Set;

/** Why the server goes out. Each purpose has its own limits, so that one cannot borrow the freedom of another. */
public enum Purpose {
    /** Asking a language model: long bodies, slow answers, JSON or a stream of events, never another origin. */
    MODEL(new Limits(
            4_000_000, 16_000_000, 2, false, Duration.ofSeconds(180), Duration.ofMinutes(15),
            Set.of("application/json", "text/event-stream"))),
    /** Asking a server of tools (MCP): JSON or a stream of events, never another origin. */
    MCP(new Limits(
            1_000_000, 8_000_000, 2, false, Duration.ofSeconds(60), Duration.ofMinutes(2),
            Set.of("application/json", "text/event-stream"))),
    /** Finding and asking the place that lets us in to a server of tools (OAuth): small JSON, never another origin. */
    SIGN_IN(new Limits(
            64_000, 256_000, 2, false, Duration.ofSeconds(15), Duration.ofSeconds(30), Set.of("application/json"))),
    /** Calling an operation that an admin's OpenAPI file declares: never another origin than the declared one. */
    HTTP_TOOL(new Limits(
            256_000, 2_000_000, 2, false, Duration.ofSeconds(30), Duration.ofMinutes(1),
            Set.of("application/json", "application/problem+json", "application/geo+json", "text/plain", "text/csv"))),
    /** Having coins paid out by a provider that an operator connected: small JSON, never another origin. */
    PAYOUT(new Limits(
            16_000, 64_000, 0, false, Duration.ofSeconds(15), Duration.ofSeconds(30), Set.of("application/json"))),
    /** Reading a web page that a person asked to have read: text only, and not much of it. */
    PAGE(new Limits(
            1_000, 2_000_000, 5, true, Duration.ofSeconds(10), Duration.ofSeconds(30),
            Set.of("text/html", "application/xhtml+xml", "text/plain")));

    private final Limits limits;

    Purpose(Limits limits) {
        this.limits = limits;
    }

    public Limits limits() {
        return limits;
    }

    /**
     * What a purpose may take.
     *
     * @param requestBytesMax of the body sent
     * @param responseBytesMax of the body received
     * @param redirectsMax hops followed, each checked as if it were the first
     * @param otherOrigins whether a redirect may lead to another origin
     * @param idle between two bytes received, and until the first
     * @param total from the call to the last byte
     * @param types media types a successful answer may have
     */
    public record Limits(
            int requestBytesMax, long responseBytesMax, int redirectsMax, boolean otherOrigins, Duration idle,
            Duration total, Set<String> types) {
        public Limits {
            types = Set.copyOf(types);
        }
    }
}

package weilu.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import weilu.id.ProviderId;

/**
 * Lets a provider that keeps failing rest, so that nobody waits for it: after three failures in a row it is not asked for half a
 * minute, then once to see; each further failure doubles the rest up to ten minutes. Each node counts for itself.
 */
public final class Circuits {
    static final int FAILURES_MAX = 3;
    static final Duration REST_MIN = Duration.ofSeconds(30);
    static final Duration REST_MAX = Duration.ofMinutes(10);

    private final Clock clock;
    private final int failuresMax;
    private final Map<ProviderId, Circuit> circuits = new HashMap<>();

    public enum State {
        /** It is asked. */
        CLOSED,
        /** It rests. */
        OPEN,
        /** It has rested, and the next call shows whether it is well. */
        HALF_OPEN
    }

    /**
     * How a provider fares.
     *
     * @param failures in a row
     * @param until when it may be asked again; null while it may
     */
    public record Circuit(State state, int failures, Instant until) {
        static final Circuit WELL = new Circuit(State.CLOSED, 0, null);
    }

    public Circuits(Clock clock) {
        this(clock, FAILURES_MAX);
    }

    /** @param failuresMax in a row, before it rests */
    public Circuits(Clock clock, int failuresMax) {
        this.clock = clock;
        this.failuresMax = failuresMax;
    }

    public synchronized Circuit of(ProviderId provider) {
        Circuit kept = circuits.getOrDefault(provider, Circuit.WELL);
        boolean rested = kept.state() == State.OPEN && !clock.instant().isBefore(kept.until());
        return rested ? new Circuit(State.HALF_OPEN, kept.failures(), null) : kept;
    }

    /** How many rest now. */
    public synchronized int resting() {
        return (int) circuits.keySet().stream().filter(provider -> of(provider).state() == State.OPEN).count();
    }

    /** Whether it may be asked. Of a provider that has rested, one caller hears yes until it is known how that went. */
    synchronized boolean admits(ProviderId provider) {
        Circuit now = of(provider);
        if (now.state() == State.HALF_OPEN) {
            circuits.put(provider, new Circuit(State.OPEN, now.failures(), clock.instant().plus(REST_MIN)));
        }
        return now.state() != State.OPEN;
    }

    synchronized void succeeded(ProviderId provider) {
        circuits.remove(provider);
    }

    /** It is set up anew, so what was before counts no more. */
    public synchronized void forget(ProviderId provider) {
        circuits.remove(provider);
    }

    /** @param wish how long it asks to be left alone, or null */
    synchronized void failed(ProviderId provider, Duration wish) {
        int failures = circuits.getOrDefault(provider, Circuit.WELL).failures() + 1;
        if (failures < failuresMax && wish == null) {
            circuits.put(provider, new Circuit(State.CLOSED, failures, null));
            return;
        }
        Duration doubled = REST_MIN.multipliedBy(1L << Math.clamp(failures - failuresMax, 0, 6));
        Duration rest = wish == null || doubled.compareTo(wish) > 0 ? doubled : wish;
        Duration limited = rest.compareTo(REST_MAX) > 0 ? REST_MAX : rest;
        circuits.put(provider, new Circuit(State.OPEN, failures, clock.instant().plus(limited)));
    }
}

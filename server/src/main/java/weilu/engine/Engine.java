package weilu.engine;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import weilu.engine.EngineState.Kind;
import weilu.engine.EngineState.Phase;
import weilu.engine.EngineState.Trouble;
import weilu.gateway.InnerModel;

/**
 * Keeps the child that answers for the model file: starts it when somebody asks, again when it ended, after a growing rest
 * when it keeps ending (EN7). On each node there is one, for each has memory of its own.
 */
public final class Engine implements InnerModel, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration REST_MAX = Duration.ofMinutes(2);
    private static final int DOUBLINGS_MAX = 6;
    /** After so long it counts as well, whatever was before. */
    private static final Duration STEADY = Duration.ofMinutes(5);
    private static final int TOKEN_BYTES = 24;

    private final EngineSettings settings;
    private final Supplier<Optional<ModelFile>> wanted;
    private final ModelFileCheck check;
    private final Clock clock;
    private final SecureRandom random;
    private EngineProcess child;
    private String token;
    private Trouble trouble;
    private int failures;
    private Instant until;
    private Instant started = Instant.EPOCH;
    private boolean closed;

    Engine(EngineSettings settings, Supplier<Optional<ModelFile>> wanted, ModelFileCheck check, Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.wanted = wanted;
        this.check = check;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public synchronized Door open() {
        Optional<ModelFile> file = wanted.get();
        if (file.isEmpty() || closed) {
            end();
            return new Door.Shut("no model file is named");
        }
        if (child == null || !child.isAlive() || !child.file().equals(file.get())) {
            if (until != null && clock.instant().isBefore(until)) {
                return new Door.Shut(trouble.detail());
            }
            start(file.get());
        }
        return child == null ? new Door.Shut(trouble.detail()) : door();
    }

    /** The same file or another may do now: what went wrong before is forgotten. */
    public synchronized void begin() {
        end();
        trouble = null;
        failures = 0;
        until = null;
        Thread.ofVirtual().start(this::open);
    }

    /** How it fares here and now. */
    public synchronized EngineState state() {
        if (wanted.get().isEmpty()) {
            end();
            return new EngineState(Phase.NONE, null, null, null);
        }
        if (child != null && child.isAlive()) {
            return child.isReady() ? new EngineState(Phase.READY, null, null, null)
                    : new EngineState(Phase.LOADING, child.percent(), null, null);
        }
        return new EngineState(trouble == null ? Phase.RESTING : Phase.FAILED, null, trouble, until);
    }

    /** For tests that look what becomes of it, or end it. */
    synchronized Optional<ProcessHandle> process() {
        return child == null || !child.isAlive() ? Optional.empty() : ProcessHandle.of(child.pid());
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }

    private Door door() {
        try {
            return new Door.At("http://127.0.0.1:" + child.port() + "/v1", token);
        } catch (IOException e) {
            end();
            failed(new Trouble(Kind.ENDED, e.getMessage()));
            return new Door.Shut(trouble.detail());
        }
    }

    private void start(ModelFile file) {
        end();
        try {
            if (LibraryFiles.in(settings.libraries()).isEmpty()) {
                failed(new Trouble(Kind.LIBRARY_MISSING, "llama.cpp's libraries are not in " + settings.libraries()));
                return;
            }
            check.requireFree(file);
            byte[] secret = new byte[TOKEN_BYTES];
            random.nextBytes(secret);
            token = HexFormat.of().formatHex(secret);
            EngineProcess fresh = EngineProcess.start(file, new EngineOrder(settings.libraries().toString(), file.path(),
                    file.name(), file.contextTokens(), file.threads(), token, Math.toIntExact(settings.idle().toSeconds())));
            child = fresh;
            started = clock.instant();
            fresh.whenEnded(() -> ended(fresh));
        } catch (ModelFileCheck.NotEnough e) {
            failed(new Trouble(Kind.TOO_LITTLE_MEMORY, e.getMessage()));
        } catch (IOException e) {
            failed(new Trouble(Kind.FILE_UNUSABLE, String.valueOf(e.getMessage())));
        }
    }

    /** One that was ready and ended is started again by the next question; the rest only grows when it goes on so. */
    private synchronized void ended(EngineProcess gone) {
        if (gone != child) {
            return;
        }
        child = null;
        Trouble why = gone.trouble();
        if (why == null) {
            trouble = null;
            failures = 0;
            return;
        }
        failures = clock.instant().isAfter(started.plus(STEADY)) ? 0 : failures;
        failed(why);
        if (gone.isReady() && failures == 1) {
            until = null;
        }
    }

    private void failed(Trouble why) {
        trouble = why;
        Duration rest = REST.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
        until = clock.instant().plus(rest.compareTo(REST_MAX) < 0 ? rest : REST_MAX);
        failures++;
        LOG.log(System.Logger.Level.WARNING, "the model file does not run: {0}", why.kind());
    }

    private void end() {
        if (child != null) {
            EngineProcess old = child;
            child = null;
            old.end();
        }
    }
}

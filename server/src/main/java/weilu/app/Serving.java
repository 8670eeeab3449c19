package weilu.app;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;

/**
 * Serves until it is told to stop. Then everybody is sent away in good order first: left to itself, the framework would close
 * the sockets without a word as the first thing it does, which is why the signals are taken here and not by a shutdown hook.
 */
public final class Serving implements QuarkusApplication {
    private static final List<String> SIGNALS_TO_STOP = List.of("TERM", "INT");

    private final AtomicBoolean stopping = new AtomicBoolean();

    @Override
    public int run(String... arguments) {
        Wiring wiring = Arc.container().instance(Wiring.class).get();
        SIGNALS_TO_STOP.forEach(name -> Signal.handle(new Signal(name), signal -> stop(wiring)));
        Quarkus.waitForExit();
        return 0;
    }

    /** Asked a second time, it does not wait for good order. */
    private void stop(Wiring wiring) {
        if (stopping.compareAndSet(false, true)) {
            wiring.sendAway();
        }
        Quarkus.asyncExit();
    }
}

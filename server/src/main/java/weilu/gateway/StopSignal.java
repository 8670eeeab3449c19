package weilu.gateway;

/** Lets one thread end what another is waiting for. Once given it stays given. */
public final class StopSignal {
    private boolean stopped;
    private Runnable action = () -> { };

    /** Ends the work; harmless to repeat. */
    public void stop() {
        Runnable run;
        synchronized (this) {
            stopped = true;
            run = action;
        }
        run.run();
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /** What shall happen on {@link #stop}; at once when it was already given. Replaces what was set before. */
    public void whenStopped(Runnable newAction) {
        synchronized (this) {
            action = newAction;
            if (!stopped) {
                return;
            }
        }
        newAction.run();
    }
}

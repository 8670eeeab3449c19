package weilu.gateway;

/** Passes on what a model says, and knows whether anything came: from then on nobody else may be asked instead. */
final class FirstSign implements ModelListener {
    private final ModelListener listener;
    private boolean came;

    FirstSign(ModelListener listener) {
        this.listener = listener;
    }

    boolean came() {
        return came;
    }

    @Override
    public void words(String text) {
        came = true;
        listener.words(text);
    }

    @Override
    public void thinking(String text) {
        came = true;
        listener.thinking(text);
    }
}

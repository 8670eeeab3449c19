package weilu.gateway;

/** Whether a model can be asked at all. */
sealed interface Reached {
    record At(Endpoint endpoint) implements Reached {}

    record Not(ModelProblem problem) implements Reached {}
}

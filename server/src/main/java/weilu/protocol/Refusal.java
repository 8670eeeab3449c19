package weilu.protocol;

/**
 * A request is refused as a whole: thrown at any depth it rolls the transaction back and reaches the client as its
 * problem. Where a caller must tell cases apart, a sealed outcome is returned instead.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public static Refusal of(ErrorCode code, String detail) {
        return new Refusal(Problem.of(code, detail));
    }

    public static Refusal field(ErrorCode code, String field, String detail) {
        return new Refusal(Problem.field(code, field, detail));
    }

    public Problem problem() {
        return problem;
    }
}

package weilu.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;

/** Asserts that something is refused. */
final class Refused {
    private Refused() {}

    static Problem with(ErrorCode code, ThrowingCallable attempt) {
        Refusal refusal = catchThrowableOfType(Refusal.class, attempt);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.problem().code()).isEqualTo(code);
        return refusal.problem();
    }

    static void field(ErrorCode code, String field, ThrowingCallable attempt) {
        assertThat(with(code, attempt).field()).isEqualTo(field);
    }
}

package weilu.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import weilu.gateway.ModelProblem.Kind;
import weilu.outbound.OutboundCall;
import weilu.outbound.OutboundFailure;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRequest;
import weilu.outbound.OutboundResponse;
import weilu.outbound.Purpose;

/** Asks one endpoint once. Blocks until the answer is over; runs on a virtual thread. */
final class ChatClient {
    private static final int ERROR_BYTES_MAX = 8_192;

    private final OutboundHttp http;
    private final ModelLimits limits;

    ChatClient(OutboundHttp http, ModelLimits limits) {
        this.http = http;
        this.limits = limits;
    }

    /** The listener hears pieces of the answer in order, on this thread. */
    ModelOutcome ask(Endpoint endpoint, byte[] body, ModelListener listener, StopSignal stop) {
        if (endpoint.isAstray()) {
            return new ModelOutcome.Failed(new ModelProblem(
                    Kind.ADDRESS_REFUSED, "its address is not on this machine or its private network now"));
        }
        AnswerText answer = new AnswerText(limits.answerCharactersMax(), listener);
        OutboundCall call = http.call(request(endpoint, body));
        try (call; Watchdog watchdog = new Watchdog(http, limits, call::cancel)) {
            stop.whenStopped(call::cancel);
            try (OutboundResponse response = call.execute()) {
                if (!response.isSuccess()) {
                    return refused(endpoint, response);
                }
                return response.mediaType().equals("text/event-stream")
                        ? stream(endpoint, response, answer, watchdog)
                        : whole(endpoint, response, answer);
            } catch (IOException e) {
                return explain(endpoint, answer, e, stop, watchdog);
            } finally {
                stop.whenStopped(() -> { });
            }
        }
    }

    /** Too many requests and a provider's own trouble may pass; Retry-After counts in seconds. */
    private static ModelOutcome refused(Endpoint endpoint, OutboundResponse response) throws IOException {
        byte[] said = response.firstBytes(ERROR_BYTES_MAX);
        ModelProblem problem = AnswerPiece.refusal(response.status(), said, endpoint.key());
        boolean passing = response.status() == 429 || response.status() >= 500;
        Duration after = response.header("retry-after").filter(value -> passing && value.strip().matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value.strip()))).orElse(null);
        return new ModelOutcome.Failed(problem, passing, after);
    }

    private static OutboundRequest request(Endpoint endpoint, byte[] body) {
        String secret = endpoint.key() == null ? null : "Bearer " + endpoint.key();
        Map<String, String> headers = Map.of("Accept", "text/event-stream, application/json");
        return endpoint.bound(new OutboundRequest(
                Purpose.MODEL, endpoint.base().under("/chat/completions"), endpoint.localAllowed(), headers, secret, body));
    }

    private ModelOutcome stream(Endpoint endpoint, OutboundResponse response, AnswerText answer, Watchdog watchdog)
            throws IOException {
        EventLines events = new EventLines(response.body());
        GatheredCalls calls = new GatheredCalls();
        Usage usage = Usage.UNKNOWN;
        String finish = null;
        for (String data = events.next(); data != null && !data.equals("[DONE]"); data = events.next()) {
            AnswerPiece piece = AnswerPiece.read(data);
            if (piece.problem() != null) {
                return failed(piece.problem());
            }
            if (!piece.isEmpty()) {
                watchdog.alive();
            }
            if (!take(piece, answer, calls)) {
                return tooManyCalls();
            }
            finish = piece.finish() == null ? finish : piece.finish();
            usage = piece.usage() == null ? usage : piece.usage();
            if (answer.isFull()) {
                return finished(endpoint, answer, new GatheredCalls(), usage, "length", true);
            }
        }
        if (finish == null) {
            return failed(new ModelProblem(Kind.BROKEN_ANSWER, "the stream broke off in the middle"));
        }
        return finished(endpoint, answer, calls, usage, finish, true);
    }

    private ModelOutcome whole(Endpoint endpoint, OutboundResponse response, AnswerText answer) throws IOException {
        AnswerPiece piece = AnswerPiece.read(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        if (piece.problem() != null) {
            return failed(piece.problem());
        }
        GatheredCalls calls = new GatheredCalls();
        if (!take(piece, answer, calls)) {
            return tooManyCalls();
        }
        Usage usage = piece.usage() == null ? Usage.UNKNOWN : piece.usage();
        return finished(endpoint, answer, calls, usage, piece.finish(), false);
    }

    private static boolean take(AnswerPiece piece, AnswerText answer, GatheredCalls calls) {
        if (!piece.thinking().isEmpty()) {
            answer.addThinking(piece.thinking());
        }
        if (!piece.text().isEmpty()) {
            answer.add(piece.text());
        }
        return calls.add(piece.calls());
    }

    private static ModelOutcome tooManyCalls() {
        return failed(new ModelProblem(Kind.BROKEN_ANSWER, "it wished for more tools, or longer arguments, than allowed"));
    }

    private static ModelOutcome finished(
            Endpoint endpoint, AnswerText answer, GatheredCalls calls, Usage usage, String finish, boolean streamed) {
        answer.end();
        if (answer.text().isBlank() && calls.isEmpty()) {
            String why = finish == null ? "there is no answer in it" : "it ended with \"" + finish + "\" and no words";
            return failed(new ModelProblem(Kind.EMPTY_ANSWER, why));
        }
        boolean cutShort = answer.isFull() || "length".equals(finish);
        return new ModelOutcome.Completed(
                answer.text(), answer.thinking(), calls.wishes(), endpoint.speaker(), usage, cutShort, streamed);
    }

    private static ModelOutcome explain(
            Endpoint endpoint, AnswerText answer, IOException e, StopSignal stop, Watchdog watchdog) {
        if (stop.isStopped()) {
            return new ModelOutcome.Stopped(answer.text(), endpoint.speaker());
        }
        if (watchdog.hasExpired()) {
            String when = answer.isEmpty() ? "it did not begin to answer in time" : "it went quiet in the middle";
            return failed(new ModelProblem(Kind.TIMED_OUT, when));
        }
        if (!(e instanceof OutboundFailure failure)) {
            return failed(new ModelProblem(Kind.BROKEN_ANSWER, "the connection broke off"));
        }
        Kind kind = switch (failure.reason()) {
            case ADDRESS_REFUSED, REDIRECT_REFUSED -> Kind.ADDRESS_REFUSED;
            case NAME_UNKNOWN, UNREACHABLE, NOT_SECURE -> Kind.UNREACHABLE;
            case TIMED_OUT -> Kind.TIMED_OUT;
            case TOO_LARGE, WRONG_TYPE, BROKEN, CANCELLED -> Kind.BROKEN_ANSWER;
        };
        boolean passing = failure.reason() == OutboundFailure.Reason.UNREACHABLE;
        return new ModelOutcome.Failed(new ModelProblem(kind, failure.getMessage()), passing, null);
    }

    private static ModelOutcome failed(ModelProblem problem) {
        return new ModelOutcome.Failed(problem);
    }
}

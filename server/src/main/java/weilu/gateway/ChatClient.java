package weilu.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
    ModelOutcome ask(Endpoint endpoint, byte[] body, Consumer<String> listener, StopSignal stop) {
        AnswerText answer = new AnswerText(limits.answerCharactersMax(), listener);
        OutboundCall call = http.call(request(endpoint, body));
        try (call; Watchdog watchdog = new Watchdog(http, limits, call::cancel)) {
            stop.whenStopped(call::cancel);
            try (OutboundResponse response = call.execute()) {
                if (!response.isSuccess()) {
                    byte[] said = response.firstBytes(ERROR_BYTES_MAX);
                    return failed(ChatWire.refusal(response.status(), said, endpoint.key()));
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

    private static OutboundRequest request(Endpoint endpoint, byte[] body) {
        String secret = endpoint.key() == null ? null : "Bearer " + endpoint.key();
        Map<String, String> headers = Map.of("Accept", "text/event-stream, application/json");
        return new OutboundRequest(
                Purpose.MODEL, endpoint.base().under("/chat/completions"), endpoint.localAllowed(), headers, secret, body);
    }

    private ModelOutcome stream(Endpoint endpoint, OutboundResponse response, AnswerText answer, Watchdog watchdog)
            throws IOException {
        EventLines events = new EventLines(response.body());
        Usage usage = Usage.UNKNOWN;
        String finish = null;
        for (String data = events.next(); data != null && !data.equals("[DONE]"); data = events.next()) {
            ChatWire.Piece piece = ChatWire.piece(data);
            if (piece.problem() != null) {
                return failed(piece.problem());
            }
            if (!piece.text().isEmpty() || piece.thinking()) {
                watchdog.alive();
            }
            answer.add(piece.text());
            finish = piece.finish() == null ? finish : piece.finish();
            usage = piece.usage() == null ? usage : piece.usage();
            if (answer.isFull()) {
                return new ModelOutcome.Completed(answer.text(), "", List.of(), endpoint.speaker(), usage, true, true);
            }
        }
        if (finish == null) {
            return failed(new ModelProblem(Kind.BROKEN_ANSWER, "the stream broke off in the middle"));
        }
        return finished(endpoint, answer, usage, finish, true);
    }

    private ModelOutcome whole(Endpoint endpoint, OutboundResponse response, AnswerText answer) throws IOException {
        ChatWire.Piece piece = ChatWire.piece(new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        if (piece.problem() != null) {
            return failed(piece.problem());
        }
        answer.add(piece.text());
        Usage usage = piece.usage() == null ? Usage.UNKNOWN : piece.usage();
        return finished(endpoint, answer, usage, piece.finish(), false);
    }

    private static ModelOutcome finished(
            Endpoint endpoint, AnswerText answer, Usage usage, String finish, boolean streamed) {
        answer.end();
        if (answer.text().isBlank()) {
            String why = finish == null ? "there is no answer in it" : "it ended with \"" + finish + "\" and no words";
            return failed(new ModelProblem(Kind.EMPTY_ANSWER, why));
        }
        boolean cutShort = answer.isFull() || "length".equals(finish);
        return new ModelOutcome.Completed(answer.text(), "", List.of(), endpoint.speaker(), usage, cutShort, streamed);
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
        return failed(new ModelProblem(kind, failure.getMessage()));
    }

    private static ModelOutcome failed(ModelProblem problem) {
        return new ModelOutcome.Failed(problem);
    }
}

package weilu.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import weilu.db.DatabaseUnavailable;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;

/** Turns whatever goes wrong into problem+json (RFC 9457). */
final class Problems {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final int RETRY_AFTER_SECONDS = 2;
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        return respond(refusal.problem());
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            String field = mapping.getPath().stream()
                    .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                    .collect(Collectors.joining("."));
            return respond(Problem.field(ErrorCode.INVALID, field, field + " is not of the form asked for"));
        }
        return respond(Problem.of(ErrorCode.MALFORMED, "the request is not the JSON asked for"));
    }

    /** The framework has a mapper of its own for these, which would answer without a body. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure) {
        return json(failure);
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        return switch (status) {
            case 400 -> respond(Problem.of(ErrorCode.MALFORMED, "the request is malformed"));
            case 404 -> respond(Problem.of(ErrorCode.NOT_FOUND, "there is nothing here"));
            case 413 -> respond(Problem.of(ErrorCode.TOO_LARGE, "that is too large"));
            case 415 -> respond(Problem.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "send application/json"));
            default -> Response.status(status).build();
        };
    }

    /** Whoever watches the database has said so in the log; here it would be said for each request. */
    @ServerExceptionMapper
    Response databaseAway(DatabaseUnavailable away) {
        Problem problem = Problem.of(ErrorCode.UNAVAILABLE, "the database is away; make the same request again in a moment");
        return Response.status(problem.status()).type(MEDIA_TYPE).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(problem).build();
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException failure) {
        LOG.log(System.Logger.Level.ERROR, "a request failed", failure);
        return respond(Problem.of(ErrorCode.INTERNAL, "something went wrong here; it was noted"));
    }

    private static Response respond(Problem problem) {
        return Response.status(problem.status()).type(MEDIA_TYPE).entity(problem).build();
    }
}

package weilu.agent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import weilu.account.Account;
import weilu.account.AccountStore;
import weilu.account.Caller;
import weilu.account.Given;
import weilu.account.SignedIn;
import weilu.agent.PreviewAgent.Line;
import weilu.db.Db;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.StopSignal;
import weilu.protocol.Json;

/** Tries an agent that is being built. */
@Path("/api/agent-previews")
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class PreviewResource {
    /** @param talk what was said so far, the last line the builder's */
    public record Wish(AgentDefinition definition, List<Line> talk) {}

    /**
     * One event of the stream.
     *
     * @param words on their way
     * @param thinking what it thinks before it answers
     * @param end completed, stopped, failed, refused, or no_model when there is none to ask
     * @param model who spoke
     * @param sources of the files' passages it was given
     */
    public record Piece(String words, String thinking, String end, String model, List<Passage> sources) {
        static Piece words(String text) {
            return new Piece(text, null, null, null, null);
        }
    }

    private final Caller caller;
    private final Db db;
    private final BuilderRights rights;
    private final AgentForm form;
    private final Agents agents;
    private final PreviewAgent preview;
    private final AccountStore accounts;

    public PreviewResource(
            Caller caller, Db db, BuilderRights rights, AgentForm form, Agents agents, PreviewAgent preview,
            AccountStore accounts) {
        this.caller = caller;
        this.db = db;
        this.rights = rights;
        this.form = form;
        this.agents = agents;
        this.preview = preview;
        this.accounts = accounts;
    }

    /** Server-sent events, each a {@link Piece}; the last has an end. Closing the connection stops the model. */
    @POST
    @Produces("text/event-stream")
    public Response ask(Wish wish) {
        SignedIn signedIn = rights.requireBuilder(caller);
        List<Line> talk = talk(Given.body(wish).talk());
        AgentDefinition given = Given.field("definition", wish.definition());
        Account account = db.inTransaction(tx -> accounts.find(tx, signedIn.account())).orElseThrow();
        AgentDefinition definition = form.check(given, given.name().isBlank() ? "…" : given.name().strip());
        db.useTransaction(tx -> agents.requireFiles(tx, signedIn.account(), definition));
        PreviewAgent.Builder builder = new PreviewAgent.Builder(account.id(), account.displayName(), zone(account));
        StreamingOutput stream = out -> stream(builder, definition, talk, out);
        return Response.ok(stream).header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Accel-Buffering", "no").build();
    }

    private void stream(PreviewAgent.Builder builder, AgentDefinition definition, List<Line> talk, OutputStream out)
            throws IOException {
        List<Passage> passages = preview.passages(definition, talk);
        if (!preview.hasModel()) {
            send(out, new Piece(null, null, "no_model", null, passages));
            return;
        }
        StopSignal stop = new StopSignal();
        ModelListener listener = new ModelListener() {
            @Override
            public void words(String text) {
                sendOrStop(out, Piece.words(text), stop);
            }

            @Override
            public void thinking(String text) {
                sendOrStop(out, new Piece(null, text, null, null, null), stop);
            }
        };
        Piece last = switch (preview.ask(builder, definition, talk, passages, listener, stop)) {
            case ModelOutcome.Completed done -> new Piece(null, null, "completed", done.model(), passages);
            case ModelOutcome.Stopped stopped -> new Piece(null, null, "stopped", stopped.model(), passages);
            case ModelOutcome.Failed _ -> new Piece(null, null, "failed", null, passages);
            case ModelOutcome.Refused _ -> new Piece(null, null, "refused", null, passages);
        };
        send(out, last);
    }

    private static void sendOrStop(OutputStream out, Piece piece, StopSignal stop) {
        try {
            send(out, piece);
        } catch (IOException gone) {
            stop.stop();
        }
    }

    private static void send(OutputStream out, Piece piece) throws IOException {
        out.write(("data: " + Json.write(piece) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static List<Line> talk(List<Line> given) {
        List<Line> talk = Given.field("talk", given);
        boolean fits = !talk.isEmpty() && talk.size() <= PreviewAgent.LINES_MAX && talk.getLast().mine()
                && talk.stream().allMatch(line -> line.text() != null && !line.text().isBlank()
                        && line.text().length() <= PreviewAgent.LINE_CHARACTERS_MAX);
        if (!fits) {
            throw AgentForm.invalid("talk", "1 to " + PreviewAgent.LINES_MAX + " lines, the last your own");
        }
        return talk;
    }

    private static ZoneId zone(Account account) {
        try {
            return ZoneId.of(account.timeZone());
        } catch (DateTimeException e) {
            return ZoneId.of("Asia/Shanghai");
        }
    }
}

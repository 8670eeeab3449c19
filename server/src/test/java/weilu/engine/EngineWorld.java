package weilu.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import weilu.PinnedClock;
import weilu.db.TestDatabase;
import weilu.gateway.AskPurpose;
import weilu.gateway.Circuits;
import weilu.gateway.KeyVault;
import weilu.gateway.ModelAsk;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelLimits;
import weilu.gateway.ModelListener;
import weilu.gateway.ModelOutcome;
import weilu.gateway.ModelRoutes;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Patience;
import weilu.gateway.Prompt;
import weilu.gateway.PromptFor;
import weilu.gateway.Providers;
import weilu.gateway.Quotas;
import weilu.gateway.Reach;
import weilu.gateway.StopSignal;
import weilu.id.AccountId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.TurnId;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.outbound.OutboundRules;

/** All that asks a model file in a room: the real gateway and ledger, the child process, and llama.cpp in it. */
final class EngineWorld implements AutoCloseable {
    static final RoomId ROOM = new RoomId(100_000_001);
    static final Machine MACHINE = new Machine(2, 4_096L << 20, () -> 4_096L << 20);

    final TestDatabase database = TestDatabase.fresh();
    final PinnedClock clock = PinnedClock.still();
    final Path models;
    final OutboundHttp http = new OutboundHttp(OutboundRules.STANDARD, NameLookup.system());
    final ModelFiles files;
    final Providers providers;
    final Circuits circuits = new Circuits(clock);
    final OutboundLedger ledger;
    final ModelGateway gateway;
    AccountId admin;
    private OutboundLedger.Reason reason;

    EngineWorld(Path folder, Path libraries, Duration idle) throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        EngineSettings settings = new EngineSettings(libraries, models, Optional.empty(), idle);
        files = new ModelFiles(database.db(), settings, MACHINE, clock, new SecureRandom());
        KeyVault vault = KeyVault.open(folder.resolve("server.key"), new SecureRandom());
        providers = new Providers(database.db(), vault, http, Clock.systemUTC(), files.engine());
        ModelLimits limits = ModelLimits.STANDARD;
        ledger = new OutboundLedger(database.db(), Clock.systemUTC(),
                new Quotas(Clock.systemUTC(), ZoneId.of("Asia/Shanghai"), limits));
        gateway = new ModelGateway(providers, providers.models(), ledger, http, limits, circuits, Patience.none(),
                (ModelRoutes) null);
        seed();
    }

    /** Names a file as an admin does. */
    ModelFiles.View name(String path, Integer context, Integer memory) {
        return files.name(new ModelFileForm(path, context, 2, memory), admin, providers, circuits);
    }

    ModelOutcome ask(String words, Double temperature, ModelListener listener, StopSignal stop) {
        Prompt prompt = new Prompt(List.of(new Prompt.Part(Prompt.Role.SYSTEM, "规则", List.of()),
                new Prompt.Part(Prompt.Role.USER, words, List.of())), Reach.LOCAL);
        return gateway.stream(reason, new ModelAsk(PromptFor.only(prompt), null, temperature, false, List.of(), false),
                listener, stop);
    }

    @Override
    public void close() {
        files.engine().close();
        http.close();
        database.close();
    }

    private void seed() {
        database.db().useTransaction(tx -> {
            admin = tx.handle().createQuery("""
                            insert into account (kind, display_name, created_at) values ('person', '小红', now())
                            returning id
                            """).mapTo(AccountId.class).one();
            tx.handle().execute("""
                    insert into room (id, kind, name, visibility, created_at)
                    values (100000001, 'group', '火锅派', 'private', now())
                    """);
            MemberId member = tx.handle().createQuery("""
                            insert into member (room_id, account_id, role, joined_at, joined_seq)
                            values (100000001, :admin, 'owner', now(), 0) returning id
                            """).bind("admin", admin).mapTo(MemberId.class).one();
            reason = new OutboundLedger.Reason(
                    ROOM, new TurnId(UUID.randomUUID()), member, admin, null, AskPurpose.ANSWER, null);
        });
    }
}

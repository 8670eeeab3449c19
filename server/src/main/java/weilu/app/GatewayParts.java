package weilu.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import weilu.db.Db;
import weilu.engine.Machine;
import weilu.engine.ModelFiles;
import weilu.gateway.Circuits;
import weilu.gateway.KeyVault;
import weilu.gateway.ModelGateway;
import weilu.gateway.ModelRoutes;
import weilu.knowledge.Embedder;
import weilu.outbound.NameLookup;
import weilu.outbound.OutboundHttp;
import weilu.gateway.OfferedModels;
import weilu.gateway.OutboundLedger;
import weilu.gateway.Patience;
import weilu.outbound.OutboundRules;
import weilu.gateway.Providers;
import weilu.gateway.Quotas;
import weilu.gateway.TryModel;
import weilu.gateway.TryProvider;
import weilu.gateway.Usages;
import weilu.tool.mcp.McpLimits;
import weilu.tool.server.ServedTools;

/** The parts by which the server goes out and asks models; a stretch of {@link Wiring}. */
final class GatewayParts implements AutoCloseable {
    final OutboundHttp http;
    final Providers providers;
    final Quotas quotas;
    final Usages usages;
    final OutboundLedger ledger;
    final ModelGateway models;
    final TryProvider tryProvider;
    final ServedTools servedTools;
    final TryModel tryModel;
    final OfferedModels offered;
    final Circuits circuits;
    final ModelRoutes routes;
    final ModelFiles modelFiles;

    GatewayParts(Settings settings, Db db, KeyVault keys, Embedder embedder, Clock clock) {
        http = new OutboundHttp(OutboundRules.forModels(List.of(), settings.modelHosts()), NameLookup.system());
        SecureRandom random = new SecureRandom();
        modelFiles = new ModelFiles(db, settings.engine(), Machine.here(), clock, random);
        providers = new Providers(db, keys, http, clock, modelFiles.engine());
        providers.adopt(Stream.concat(settings.providers().stream(), ModelFiles.fromSettings(settings.engine()).stream())
                .toList());
        quotas = new Quotas(clock, settings.timeZone(), settings.models());
        usages = new Usages(quotas);
        ledger = new OutboundLedger(db, clock, quotas);
        circuits = new Circuits(clock);
        routes = new ModelRoutes(db, embedder::embed);
        models = new ModelGateway(providers, providers.models(), ledger, http, settings.models(), circuits,
                Patience.standard(random), routes);
        tryProvider = new TryProvider(providers, http, settings.models());
        servedTools = new ServedTools(db, keys, http,
                settings.mcpProgramsAllowed() ? settings.dataFolder().resolve("programs") : null, McpLimits.STANDARD,
                random, clock);
        tryModel = new TryModel(providers, http, settings.models(), clock, random);
        offered = new OfferedModels(http);
    }

    @Override
    public void close() {
        servedTools.close();
        modelFiles.engine().close();
        http.close();
    }
}

package weilu.app;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import weilu.db.Db;
import weilu.gateway.KeyVault;
import weilu.node.NatsChannel;
import weilu.node.Nodes;
import weilu.node.NotifyChannel;

/** How this node reaches those beside it; a stretch of {@link Wiring}. */
record NodeParts(Settings settings, DataSource dataSource, KeyVault keys, SecureRandom random) {
    private static final String KIN = "nodes that belong together";
    private static final String SEAL = "notes between nodes";
    private static final int KIN_BYTES = 8;

    /** With a PostgreSQL of the server's own there is no other node, but perhaps a command that writes beside the server. */
    Nodes nodes(Db db) {
        boolean mayBeSeveral = settings.databaseUrl().isPresent();
        SecretKey seal = keys.derive(SEAL);
        return new Nodes(new Nodes.Ways(db,
                inbox -> new NotifyChannel(dataSource, inbox),
                settings.natsUrl().filter(url -> mayBeSeveral).map(url -> inbox -> new NatsChannel(url, seal, random, inbox)),
                mayBeSeveral ? Optional.of(kin()) : Optional.empty()));
    }

    /** Tells nothing of the key. */
    private String kin() {
        return HexFormat.of().formatHex(keys.derive(KIN).getEncoded(), 0, KIN_BYTES);
    }
}

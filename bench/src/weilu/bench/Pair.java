package weilu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import weilu.db.DatabaseAddress;
import weilu.db.EmbeddedPostgres;

/** Two nodes that share one PostgreSQL and one data folder. */
final class Pair {
    private final Run run;
    private final Path data;
    private final Map<String, String> settings = new LinkedHashMap<>(Village.DOORS_WIDE);
    private final Product[] nodes = new Product[2];

    /** A PostgreSQL that belongs to neither; the nodes are started one by one. */
    Pair(Run run, Map<String, String> more) throws IOException {
        this.run = run;
        data = run.folder();
        EmbeddedPostgres postgres = run.closing(EmbeddedPostgres.start(run.folder()));
        DatabaseAddress address = postgres.address();
        String name = address.jdbcUrl().replaceFirst("\\?.*$", "").replaceFirst(".*/", "");
        settings.put("WEILU_DATABASE_URL", Refuse.url(Refuse.place(address), address.user(), address.password(), name));
        settings.putAll(more);
    }

    Product node(int number) {
        return nodes[number];
    }

    /** Starts the node, or starts it again. */
    Product start(int number) throws IOException, InterruptedException {
        nodes[number] = run.closing(Product.start(run.home(), data, settings));
        return nodes[number];
    }
}

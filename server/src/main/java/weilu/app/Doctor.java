package weilu.app;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weilu.app.Finding.Weight;
import weilu.db.DatabaseAddress;
import weilu.db.DatabaseUnavailable;
import weilu.db.EmbeddedPostgres;

/** {@code ./weilu doctor}: says in plain words what is wrong with this machine, and changes nothing. */
final class Doctor {
    private static final long MEGABYTE = 1 << 20;
    private static final long DISK_WRONG_MEGABYTES = 200;
    private static final long DISK_WORRYING_MEGABYTES = 2_000;

    private final Settings settings;
    private final SelfCheck selfCheck;

    Doctor(Settings settings, Clock clock) {
        this.settings = settings;
        this.selfCheck = new SelfCheck(clock, settings.unsafeDatabaseAllowed());
    }

    /** Returns the exit code: 0 when nothing is wrong. */
    int examine(PrintStream out) {
        List<Finding> findings = new ArrayList<>();
        findings.add(port());
        findings.add(disk());
        findings.addAll(database());
        for (Finding finding : findings) {
            String mark = switch (finding.weight()) {
                case GOOD -> "ok   ";
                case WORRYING -> "LOOK ";
                case WRONG -> "WRONG";
            };
            out.println("  " + mark + "  " + finding.sentence());
        }
        return findings.stream().anyMatch(finding -> finding.weight() == Weight.WRONG) ? 1 : 0;
    }

    private Finding port() {
        int port = settings.port();
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(settings.host(), port));
            return Finding.good("Port " + port + " on " + settings.host() + " is free.");
        } catch (IOException taken) {
            return EmbeddedPostgres.isOwned(settings.dataFolder())
                    ? Finding.good("Port " + port + " is taken"
                            + PortOwner.of(port).map(owner -> " by " + owner).orElse("")
                            + "; a Weilu server runs on this data folder.")
                    : Finding.wrong(PortOwner.complaint(settings.host(), port, taken.getMessage()));
        }
    }

    private Finding disk() {
        Path existing = settings.dataFolder().toAbsolutePath();
        while (Files.notExists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            return Finding.wrong("The user " + System.getProperty("user.name") + " may not write to " + existing + ".");
        }
        try {
            long free = Files.getFileStore(existing).getUsableSpace() / MEGABYTE;
            String sentence = free + " MB are free on the disk of the data folder " + settings.dataFolder() + ".";
            return free < DISK_WRONG_MEGABYTES ? Finding.wrong("Only " + sentence)
                    : free < DISK_WORRYING_MEGABYTES ? Finding.worrying("Only " + sentence) : Finding.good(sentence);
        } catch (IOException failure) {
            return Finding.worrying("How much disk is free cannot be told: " + failure.getMessage());
        }
    }

    private List<Finding> database() {
        try {
            Optional<DatabaseAddress> external = settings.database();
            if (external.isPresent()) {
                return settings.namingTheSetting(() -> look(external.get()));
            }
            Optional<DatabaseAddress> running = EmbeddedPostgres.running(settings.dataFolder());
            if (running.isPresent()) {
                return look(running.get());
            }
            if (!EmbeddedPostgres.isMade(settings.dataFolder())) {
                return List.of(selfCheck.clock(), Finding.good("PostgreSQL is made at the first start."));
            }
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(settings.dataFolder())) {
                return look(postgres.address());
            }
        } catch (DatabaseUnavailable failure) {
            return List.of(selfCheck.clock(), Finding.wrong(failure.getMessage()));
        }
    }

    private List<Finding> look(DatabaseAddress address) {
        try (Connection connection = address.connect()) {
            return selfCheck.look(connection);
        } catch (SQLException failure) {
            return List.of(Finding.wrong("PostgreSQL closed the connection: " + failure.getMessage()));
        }
    }
}

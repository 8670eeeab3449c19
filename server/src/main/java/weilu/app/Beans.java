package weilu.app;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import weilu.db.Db;
import weilu.importing.ImportMessages;
import weilu.importing.ImportRuns;
import weilu.importing.StartImport;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.message.ReadSnapshot;
import weilu.message.RoomSummaries;
import weilu.room.LiveFrames;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;

/** Gives the parts of {@link Wiring} to the resources at the edge. */
@Singleton
class Beans {
    @Produces
    private final Wiring wiring = EarlyWiring.take();
    @Produces
    private final Clock clock = wiring.clock;
    @Produces
    private final Db db = wiring.db;
    @Produces
    private final RoomAccess access = wiring.access;
    @Produces
    private final RoomStore rooms = wiring.rooms;
    @Produces
    private final RoomLog log = wiring.log;
    @Produces
    private final RoomWakeups wakeups = wiring.wakeups;
    @Produces
    private final LiveFrames live = wiring.everyNode;
    @Produces
    private final PostMessage posts = wiring.posts;
    @Produces
    private final ReadMessages messages = wiring.messages;
    @Produces
    private final RoomSummaries summaries = new RoomSummaries();
    @Produces
    private final ReadSnapshot snapshots = new ReadSnapshot(rooms, log, messages, live);

    @Produces
    @Singleton
    ImportMessages importMessages() {
        return wiring.importing;
    }

    @Produces
    @Singleton
    ImportRuns importRuns() {
        return wiring.importRuns;
    }

    @Produces
    @Singleton
    StartImport startImport() {
        return wiring.startImport;
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        wiring.close();
    }
}

package weilu.app;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import weilu.db.Db;
import weilu.message.PostMessage;
import weilu.message.ReadMessages;
import weilu.room.RoomAccess;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomWakeups;
import weilu.socket.RoomHub;

/** Gives the parts of {@link Wiring} to the resources at the edge. */
@Singleton
class Beans {
    private final Wiring wiring = new Wiring(Settings.load(System.getenv()), Clock.systemUTC(), new SecureRandom());

    @Produces
    @Singleton
    Wiring wiring() {
        return wiring;
    }

    @Produces
    @Singleton
    Clock clock() {
        return wiring.clock;
    }

    @Produces
    @Singleton
    Db db() {
        return wiring.db;
    }

    @Produces
    @Singleton
    RoomAccess roomAccess() {
        return wiring.access;
    }

    @Produces
    @Singleton
    RoomStore roomStore() {
        return wiring.rooms;
    }

    @Produces
    @Singleton
    RoomLog roomLog() {
        return wiring.log;
    }

    @Produces
    @Singleton
    RoomWakeups roomWakeups() {
        return wiring.wakeups;
    }

    @Produces
    @Singleton
    RoomHub roomHub() {
        return wiring.hub;
    }

    @Produces
    @Singleton
    PostMessage postMessage() {
        return wiring.posts;
    }

    @Produces
    @Singleton
    ReadMessages readMessages() {
        return wiring.messages;
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        wiring.close();
    }
}

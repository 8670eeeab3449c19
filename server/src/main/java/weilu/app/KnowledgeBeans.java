package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.knowledge.SearchRoom;

/** Gives what knows the room to the resources at the edge. */
@Singleton
class KnowledgeBeans {
    private final Wiring wiring;

    KnowledgeBeans(Wiring wiring) {
        this.wiring = wiring;
    }

    @Produces
    @Singleton
    SearchRoom searchRoom() {
        return new SearchRoom(wiring.messages);
    }
}

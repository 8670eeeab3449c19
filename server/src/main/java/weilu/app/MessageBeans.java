package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.media.BlobStore;
import weilu.media.ProfilePictures;
import weilu.message.Attachments;
import weilu.message.EditMessage;
import weilu.message.ExportRoom;
import weilu.message.ForwardMessage;
import weilu.message.PinMessage;
import weilu.message.React;
import weilu.message.RecallMessage;
import weilu.message.Reports;

/** Gives what belongs to talking and files to the resources at the edge. */
@Singleton
class MessageBeans {
    private final Wiring wiring;

    MessageBeans(Wiring wiring) {
        this.wiring = wiring;
    }

    @Produces
    @Singleton
    BlobStore blobStore() {
        return wiring.blobs;
    }

    @Produces
    @Singleton
    ProfilePictures profilePictures() {
        return new ProfilePictures(wiring.db, wiring.blobs, wiring.blobRows, wiring.pictures, wiring.clock);
    }

    @Produces
    @Singleton
    Attachments attachments() {
        return wiring.attachments;
    }

    @Produces
    @Singleton
    EditMessage editMessage() {
        return new EditMessage(wiring.log, wiring.access);
    }

    @Produces
    @Singleton
    RecallMessage recallMessage() {
        return new RecallMessage(wiring.log, wiring.access, wiring.attachments);
    }

    @Produces
    @Singleton
    ForwardMessage forwardMessage() {
        return new ForwardMessage(wiring.db, wiring.access, wiring.rooms, wiring.attachments, wiring.posts, wiring.messages);
    }

    @Produces
    @Singleton
    ExportRoom exportRoom() {
        return new ExportRoom(wiring.db, wiring.access, wiring.rooms, wiring.messages, wiring.attachments, wiring.clock);
    }

    @Produces
    @Singleton
    React react() {
        return new React(wiring.log, wiring.access);
    }

    @Produces
    @Singleton
    Reports reports() {
        return new Reports(wiring.log, wiring.access, wiring.messages, wiring.everyNode);
    }

    @Produces
    @Singleton
    PinMessage pinMessage() {
        return new PinMessage(wiring.log, wiring.access);
    }
}

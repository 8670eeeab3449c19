package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.room.Blocks;
import weilu.room.ChangeRoom;
import weilu.room.CreateRoom;
import weilu.room.Departures;
import weilu.room.Directory;
import weilu.room.DoorLimits;
import weilu.room.InvitationLinks;
import weilu.room.Invitations;
import weilu.room.InviteHostAgent;
import weilu.room.JoinRequests;
import weilu.room.JoinRoom;
import weilu.room.Moderation;
import weilu.room.OpenDirect;

/** Gives the parts by which rooms are made, entered, kept and left to the resources at the edge. */
@Singleton
class RoomBeans {
    @Produces
    private final CreateRoom create;
    @Produces
    private final ChangeRoom change;
    @Produces
    private final JoinRoom join;
    @Produces
    private final JoinRequests requests;
    @Produces
    private final Invitations invitations;
    @Produces
    private final InvitationLinks links;
    @Produces
    private final Departures departures;
    @Produces
    private final Moderation moderation;
    @Produces
    private final OpenDirect openDirect;
    @Produces
    private final Blocks blocks;
    @Produces
    private final InviteHostAgent inviteHostAgent;
    @Produces
    private final Directory directory = new Directory();
    @Produces
    private final DoorLimits limits;

    RoomBeans(Wiring wiring) {
        RoomParts parts = wiring.roomParts;
        create = parts.create;
        change = parts.change;
        join = parts.join;
        requests = parts.requests;
        invitations = parts.invitations;
        links = new InvitationLinks(wiring.settings.publicUrl().map(url -> url.toString().replaceAll("/+$", "")));
        departures = parts.departures;
        moderation = parts.moderation;
        openDirect = parts.openDirect;
        blocks = parts.blocks;
        inviteHostAgent = parts.inviteHostAgent;
        limits = parts.limits;
    }
}

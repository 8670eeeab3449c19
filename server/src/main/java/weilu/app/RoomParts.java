package weilu.app;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import weilu.account.DisplayNames;
import weilu.gateway.KeyVault;
import weilu.media.BlobRowStore;
import weilu.room.Admission;
import weilu.room.Blocks;
import weilu.room.ChangeRoom;
import weilu.room.CreateRoom;
import weilu.room.Departures;
import weilu.room.DoorLimits;
import weilu.room.HostAgent;
import weilu.room.InvitationSecrets;
import weilu.room.Invitations;
import weilu.room.InviteHostAgent;
import weilu.room.JoinRequests;
import weilu.room.JoinRoom;
import weilu.room.KeepDirect;
import weilu.room.LiveFrames;
import weilu.room.Moderation;
import weilu.room.OpenDirect;
import weilu.room.RoomAccess;
import weilu.room.RoomCreated;
import weilu.room.RoomLog;
import weilu.room.RoomStore;
import weilu.room.RoomText;

/** The parts by which rooms are made, entered, kept and left; a stretch of {@link Wiring}. */
final class RoomParts {
    private static final String INVITATION_KEY = "room invitations";

    final RoomText text;
    final JoinRequests requests;
    final JoinRoom join;
    final Invitations invitations;
    final Departures departures;
    final Moderation moderation;
    final ChangeRoom change;
    final CreateRoom create;
    final OpenDirect openDirect;
    final KeepDirect keepDirect;
    final Blocks blocks;
    final InviteHostAgent inviteHostAgent;
    final DoorLimits limits;

    /** @param created is told of new rooms; brings the host agent in */
    RoomParts(
            RoomLog log, RoomAccess access, RoomStore rooms, LiveFrames live, Admission admission, DisplayNames names,
            BlobRowStore blobs, KeyVault keys, HostAgent hostAgent, DoorLimits.Sizes doors,
            List<RoomCreated> created, Clock clock, SecureRandom random) {
        text = new RoomText(names, blobs);
        requests = new JoinRequests(log, access, admission, live);
        join = new JoinRoom(log, access, rooms, admission, requests);
        invitations = new Invitations(log, access, rooms, new InvitationSecrets(keys.derive(INVITATION_KEY), random));
        departures = new Departures(log, access, live);
        moderation = new Moderation(log, access, departures);
        change = new ChangeRoom(log, access, rooms, text);
        create = new CreateRoom(log, rooms, text, admission, created, random);
        openDirect = new OpenDirect(log, rooms, admission, hostAgent, created, random);
        keepDirect = new KeepDirect(log, access, rooms);
        blocks = new Blocks(log);
        inviteHostAgent = new InviteHostAgent(access, admission, hostAgent);
        limits = new DoorLimits(doors, clock);
    }
}

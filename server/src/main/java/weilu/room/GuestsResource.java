package weilu.room;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import weilu.account.Caller;
import weilu.account.Entered;
import weilu.account.Given;
import weilu.account.Guests;
import weilu.account.Me;
import weilu.db.Db;
import weilu.id.RoomId;

/** Coming in by a link without an account. */
@Path("/api/guests")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class GuestsResource {
    /** Somebody without an account who follows a link. */
    public record NewGuest(String invitation, String displayName, String language, String timeZone) {}

    /** The guest, who is now signed in, and the room they are in. */
    public record GuestEntered(@JsonUnwrapped Me me, RoomId room) {}

    private record Arrival(Entered entered, RoomId room) {}

    private final Caller caller;
    private final Db db;
    private final JoinRoom joinRoom;
    private final Guests guests;
    private final DoorLimits limits;

    public GuestsResource(Caller caller, Db db, JoinRoom joinRoom, Guests guests, DoorLimits limits) {
        this.caller = caller;
        this.db = db;
        this.joinRoom = joinRoom;
        this.guests = guests;
        this.limits = limits;
    }

    /** Makes a guest of the room the invitation leads to, and signs them in. */
    @POST
    public GuestEntered enterAsGuest(NewGuest guest) {
        String invitation = Given.field("invitation", Given.body(guest).invitation());
        limits.countLink(caller.visit().place());
        Arrival arrival = db.inTransaction(tx -> {
            joinRoom.requireForGuests(tx, invitation);
            Entered entered = guests.create(
                    tx, guest.displayName(), guest.language(), guest.timeZone(), caller.visit());
            return new Arrival(entered, joinRoom.asGuest(tx, entered.account().id(), invitation).room());
        });
        caller.remember(arrival.entered().token());
        return new GuestEntered(Me.of(arrival.entered().account(), 0), arrival.room());
    }
}

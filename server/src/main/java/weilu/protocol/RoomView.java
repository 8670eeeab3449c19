package weilu.protocol;

import weilu.id.RoomId;

/**
 * A room as its members see it.
 *
 * @param slowModeSeconds how long a member must wait between two messages; 0 is off
 * @param modelsOff nothing of the room goes to a model; false where an older event does not say
 * @param staysHere members neither forward nor export what is said here; false where an older event does not say
 */
public record RoomView(
        RoomId id, Kind kind, String name, String topic, String picture, Visibility visibility,
        WhoMayInvite whoMayInvite, int slowModeSeconds, boolean archived, boolean modelsOff, boolean staysHere) {

    /** One whose words may be taken along. */
    public RoomView(
            RoomId id, Kind kind, String name, String topic, String picture, Visibility visibility,
            WhoMayInvite whoMayInvite, int slowModeSeconds, boolean archived, boolean modelsOff) {
        this(id, kind, name, topic, picture, visibility, whoMayInvite, slowModeSeconds, archived, modelsOff, false);
    }

    public enum Kind { GROUP, DIRECT }

    /** PUBLIC is listed and open; UNLISTED opens to who has the number; PRIVATE asks for approval. */
    public enum Visibility { PUBLIC, UNLISTED, PRIVATE }

    public enum WhoMayInvite { MEMBERS, ADMINS }
}

package weilu.node;

import java.util.Optional;
import java.util.stream.Stream;

/** What nodes talk about; the name is that of PostgreSQL's channel, and of the subject on NATS. */
public enum Topic {
    /** Rooms' logs have grown: {@code weilu.room.RoomNotice}. */
    ROOM("weilu_room"),
    /** A {@link NodeNote}. */
    LIVE("weilu_live"),
    /** Who is connected has changed: the node, then rooms. */
    PRESENCE("weilu_presence"),
    /** Nodes came or went. */
    NODE("weilu_node");

    private final String channel;

    Topic(String channel) {
        this.channel = channel;
    }

    public String channel() {
        return channel;
    }

    static Optional<Topic> of(String channel) {
        return Stream.of(values()).filter(topic -> topic.channel.equals(channel)).findFirst();
    }
}

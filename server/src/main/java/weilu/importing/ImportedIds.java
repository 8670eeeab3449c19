package weilu.importing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import weilu.id.ClientMessageId;
import weilu.id.RoomId;

/** The client message id of an imported message, made from the room and where the message came from (IM5). */
final class ImportedIds {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final RoomId room;
    private final MessageDigest digest;

    ImportedIds(RoomId room) {
        this.room = room;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param part 1 for a message, or the first part of a long one */
    ClientMessageId of(String externalId, int part) {
        String name = "weilu-import\n" + room + "\n" + externalId + (part == 1 ? "" : "\n" + part);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xF000L | VERSION_8;
        long low = hash.getLong() & ~0xC000_0000_0000_0000L | VARIANT;
        return new ClientMessageId(new UUID(high, low));
    }
}

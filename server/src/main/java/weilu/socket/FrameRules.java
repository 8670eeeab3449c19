package weilu.socket;

import weilu.protocol.ClientFrame;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** What must be there in a frame before it means anything. */
final class FrameRules {
    static final int CURSORS_MAX = 2_000;

    private FrameRules() {}

    /** Throws a Refusal that names the field which is missing. */
    static void check(ClientFrame frame) {
        switch (frame) {
            case null -> throw Refusal.of(ErrorCode.MALFORMED, "null is no frame");
            case ClientFrame.Hello hello -> checkHello(hello);
            case ClientFrame.SendMessage send -> {
                require("room", send.room());
                require("clientMessageId", send.clientMessageId());
            }
            case ClientFrame.ClaimRedPacket claim -> {
                require("room", claim.room());
                require("redPacket", claim.redPacket());
            }
            case ClientFrame.Resume resume -> {
                require("room", resume.room());
                require("after", resume.after());
            }
            case ClientFrame.MoveRead move -> {
                require("room", move.room());
                require("seq", move.seq());
            }
            case ClientFrame.SayTyping typing -> require("room", typing.room());
            case ClientFrame.Ping ping -> { }
        }
    }

    private static void checkHello(ClientFrame.Hello hello) {
        if (hello.cursors().size() > CURSORS_MAX) {
            throw Refusal.field(ErrorCode.INVALID, "cursors", "at most " + CURSORS_MAX + " cursors");
        }
        for (ClientFrame.Cursor cursor : hello.cursors()) {
            require("cursors.room", cursor.room());
            require("cursors.after", cursor.after());
        }
    }

    private static void require(String field, Object value) {
        if (value == null) {
            throw Refusal.field(ErrorCode.INVALID, field, field + " is missing");
        }
    }
}

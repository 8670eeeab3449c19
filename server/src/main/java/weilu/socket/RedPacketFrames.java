package weilu.socket;

import java.util.Optional;
import weilu.protocol.ClientFrame.ClaimRedPacket;
import weilu.protocol.ErrorCode;
import weilu.protocol.Problem;
import weilu.protocol.Refusal;
import weilu.protocol.ServerFrame;
import weilu.redpacket.ClaimOutcome;
import weilu.redpacket.ClaimRedPackets;

/** Opens red packets for connections. One that has ended is answered on the spot, from memory. */
public final class RedPacketFrames {
    private static final System.Logger LOG = System.getLogger(RedPacketFrames.class.getName());

    private final ClaimRedPackets claims;

    public RedPacketFrames(ClaimRedPackets claims) {
        this.claims = claims;
    }

    void claim(Connection connection, ClaimRedPacket claim) {
        // Who hears the room is in it; another is asked about where it is decided.
        Optional<ClaimOutcome> known = connection.subscription(claim.room())
                .flatMap(subscription -> claims.fromMemory(claim.redPacket(), claim.room(), connection.account()));
        if (known.isPresent()) {
            answer(connection, claim, known.get());
        } else if (!connection.beginSend()) {
            refuse(connection, claim, Problem.of(ErrorCode.RATE_LIMITED, "too much waits for an answer"));
        } else {
            ask(connection, claim);
        }
    }

    private void ask(Connection connection, ClaimRedPacket claim) {
        try {
            claims.claim(ClaimRedPackets.Ask.of(claim.redPacket(), claim.room(), connection.account(), claim.words()),
                    (outcome, failure) -> {
                        if (failure == null) {
                            answer(connection, claim, outcome);
                        } else {
                            LOG.log(System.Logger.Level.WARNING, "a red packet was not opened: {0}", failure.toString());
                            refuse(connection, claim, Problem.of(ErrorCode.UNAVAILABLE, "try again"));
                        }
                        connection.endSend();
                    });
        } catch (Refusal refusal) {
            connection.endSend();
            refuse(connection, claim, refusal.problem());
        }
    }

    private static void answer(Connection connection, ClaimRedPacket claim, ClaimOutcome outcome) {
        connection.send(new ServerFrame.RedPacketAnswered(claim.room(), claim.redPacket(), outcome.wire(), outcome.share()));
    }

    private static void refuse(Connection connection, ClaimRedPacket claim, Problem problem) {
        connection.send(new ServerFrame.Refused(claim.room(), null, problem));
    }
}

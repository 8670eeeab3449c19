package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import weilu.redpacket.ClaimRedPackets;
import weilu.redpacket.ReadRedPackets;
import weilu.redpacket.SendRedPacket;

/** Gives the parts of red packets to the resources at the edge. */
@Singleton
class RedPacketBeans {
    @Produces
    private final SendRedPacket send;
    @Produces
    private final ClaimRedPackets claims;
    @Produces
    private final ReadRedPackets reads;

    RedPacketBeans(Wiring wiring) {
        send = wiring.redPackets.send;
        claims = wiring.redPackets.claims;
        reads = wiring.redPackets.reads;
    }
}

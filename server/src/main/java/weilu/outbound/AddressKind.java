package weilu.outbound;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** What sort of place an IP address is. */
enum AddressKind {
    /** On the public internet. */
    PUBLIC,
    /** This machine or a private network: only where an admin has allowed it. */
    LOCAL,
    /** Never: link-local (cloud metadata lives there), multicast, reserved, or an IPv4 address in IPv6 disguise. */
    FORBIDDEN;

    /** A run of addresses that share their first bits. */
    private record Block(int[] bytes, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int mine = bit / 8 < bytes.length ? bytes[bit / 8] : 0;
                if ((address[bit / 8] & mask) != (mine & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final List<Block> LOCAL_4 = List.of(
            block(8, 10), block(8, 127), block(12, 172, 16), block(16, 192, 168), block(10, 100, 64));

    /** "This network", link-local, protocol and documentation blocks, 6to4 relays, benchmarks, multicast, reserved. */
    private static final List<Block> FORBIDDEN_4 = List.of(
            block(8, 0), block(16, 169, 254), block(24, 192, 0, 0), block(24, 192, 0, 2), block(24, 192, 88, 99),
            block(15, 198, 18), block(24, 198, 51, 100), block(24, 203, 0, 113), block(4, 224), block(4, 240));

    private static final List<Block> LOCAL_6 = List.of(
            block(7, 0xfc), block(128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

    private static final Block GLOBAL_6 = block(3, 0x20);

    /** Inside the global block: Teredo and other protocol addresses, 6to4, documentation. */
    private static final List<Block> FORBIDDEN_6 = List.of(
            block(23, 0x20, 0x01), block(32, 0x20, 0x01, 0x0d, 0xb8), block(16, 0x20, 0x02), block(20, 0x3f, 0xff));

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return switch (address) {
            case Inet4Address _ -> isIn(FORBIDDEN_4, bytes) ? FORBIDDEN : isIn(LOCAL_4, bytes) ? LOCAL : PUBLIC;
            case Inet6Address six -> ofSix(six, bytes);
            default -> FORBIDDEN;
        };
    }

    /** Only 2000::/3 is public. Mapped, compatible and NAT64 forms lie outside it, so they need no rule of their own. */
    private static AddressKind ofSix(Inet6Address address, byte[] bytes) {
        if (address.getScopeId() != 0 || address.getScopedInterface() != null) {
            return FORBIDDEN;
        }
        if (isIn(LOCAL_6, bytes)) {
            return LOCAL;
        }
        return GLOBAL_6.holds(bytes) && !isIn(FORBIDDEN_6, bytes) ? PUBLIC : FORBIDDEN;
    }

    private static boolean isIn(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.holds(address));
    }

    private static Block block(int bits, int... bytes) {
        return new Block(bytes, bits);
    }
}

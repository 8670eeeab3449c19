package weilu.account;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Finds the network a request came from. A header says so only where a trusted proxy wrote it: X-Forwarded-For is read
 * from the right, over the trusted proxies, and the first address that is not one of them is the client. What stands
 * further left was written by the client, and is not read.
 */
public final class ClientPlaces {
    /** More hops than this are not followed. */
    static final int HOPS_MAX = 16;
    private static final int HEADER_CHARACTERS_MAX = 2_048;
    /** An IPv6 client has a whole /64 to take addresses from. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final List<Network> trustedProxies;

    private record Network(byte[] address, int bits) {
        boolean holds(InetAddress candidate) {
            byte[] other = candidate.getAddress();
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((other[bit / 8] & mask) != (address[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param trustedProxies addresses or networks as {@code 10.0.0.0/8}; throws IllegalArgumentException otherwise */
    public ClientPlaces(List<String> trustedProxies) {
        this.trustedProxies = trustedProxies.stream().map(ClientPlaces::network).toList();
    }

    /** Whether this peer may speak for others: for its X-Forwarded-For and X-Forwarded-Proto. */
    public boolean isTrusted(String peer) {
        return literal(peer).map(this::isTrusted).orElse(false);
    }

    /**
     * @param peer the address of the other end of the connection
     * @param forwardedFor the X-Forwarded-For header, or null
     * @return an IPv4 address, or the first half of an IPv6 address
     */
    public String of(String peer, String forwardedFor) {
        Optional<InetAddress> direct = literal(peer);
        if (direct.isEmpty()) {
            return "unknown";
        }
        InetAddress client = direct.get();
        if (forwardedFor != null && forwardedFor.length() <= HEADER_CHARACTERS_MAX) {
            String[] hops = forwardedFor.split(",", -1);
            int last = Math.max(0, hops.length - HOPS_MAX);
            for (int hop = hops.length - 1; hop >= last && isTrusted(client); hop--) {
                Optional<InetAddress> next = literal(hops[hop].strip());
                if (next.isEmpty()) {
                    break;
                }
                client = next.get();
            }
        }
        return placeOf(client);
    }

    private boolean isTrusted(InetAddress address) {
        return trustedProxies.stream().anyMatch(network -> network.holds(address));
    }

    private static String placeOf(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES);
        return HexFormat.ofDelimiter(":").formatHex(network) + "/64";
    }

    private static Network network(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = literal(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("not an IP address or network: " + text));
        int all = address.getAddress().length * 8;
        int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not an IP network: " + text);
        }
        return new Network(address.getAddress(), bits);
    }

    /** Never asks the name service; IPv4 inside IPv6 is IPv4. */
    private static Optional<InetAddress> literal(String text) {
        if (text == null) {
            return Optional.empty();
        }
        String plain = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = plain.indexOf('%');
        try {
            return Optional.of(InetAddress.ofLiteral(zone < 0 ? plain : plain.substring(0, zone)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

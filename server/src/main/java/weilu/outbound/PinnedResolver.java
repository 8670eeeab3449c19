package weilu.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves a host for the connection that is about to be opened and refuses the whole host when any of its addresses
 * is not accepted. The client connects to the very addresses returned here, so there is no second look-up in which the
 * name could lead elsewhere; Host and SNI keep the name.
 */
final class PinnedResolver implements DnsResolver {
    /** The host leads where this server does not go. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1;

        Refused(String host, AddressKind kind) {
            super(host + " leads to a " + kind.name().toLowerCase(Locale.ROOT) + " address");
        }
    }

    private final NameLookup lookup;
    private final Set<AddressKind> accepted;

    PinnedResolver(NameLookup lookup, Set<AddressKind> accepted) {
        this.lookup = lookup;
        this.accepted = Set.copyOf(accepted);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = lookup.addressesOf(host);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            AddressKind kind = AddressKind.of(address);
            if (!accepted.contains(kind)) {
                throw new Refused(host, kind);
            }
        }
        return addresses.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}

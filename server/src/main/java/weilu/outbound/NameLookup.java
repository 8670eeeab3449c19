package weilu.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host; the system's resolver in the product, a written-out table in tests. */
@FunctionalInterface
public interface NameLookup {
    List<InetAddress> addressesOf(String host) throws UnknownHostException;

    /** The system's resolver. */
    static NameLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}

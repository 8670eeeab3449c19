package weilu.outbound;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where the owner of the machine lets the server go, per purpose.
 *
 * @param hosts the only hosts a purpose may reach; a purpose that is not listed may reach every public host
 * @param local origins on this machine or its private networks that a purpose may reach although they are not public
 */
public record OutboundRules(Map<Purpose, Set<String>> hosts, Map<Purpose, Set<Origin>> local) {
    /** Every public host, nothing local. */
    public static final OutboundRules STANDARD = new OutboundRules(Map.of(), Map.of());

    public OutboundRules {
        hosts = Map.copyOf(hosts);
        local = Map.copyOf(local);
    }

    /**
     * Reads the settings for models.
     *
     * @param hosts host names; empty allows every public host
     * @param local addresses such as {@code http://127.0.0.1:11434}, or just {@code 127.0.0.1:11434}
     * @throws IllegalArgumentException when one of them is not spelled plainly
     */
    public static OutboundRules forModels(List<String> hosts, List<String> local) {
        Map<Purpose, Set<String>> hostsByPurpose = new EnumMap<>(Purpose.class);
        if (!hosts.isEmpty()) {
            Set<String> lower = new HashSet<>();
            hosts.forEach(host -> lower.add(host.strip().toLowerCase(Locale.ROOT)));
            hostsByPurpose.put(Purpose.MODEL, Set.copyOf(lower));
        }
        Set<Origin> origins = new HashSet<>();
        for (String address : local) {
            if (address.contains("://")) {
                origins.add(origin(address));
            } else {
                origins.add(origin("http://" + address));
                origins.add(origin("https://" + address));
            }
        }
        return new OutboundRules(hostsByPurpose, Map.of(Purpose.MODEL, Set.copyOf(origins)));
    }

    private static Origin origin(String address) {
        try {
            return WebAddress.parse(address).origin();
        } catch (OutboundFailure e) {
            throw new IllegalArgumentException(address + ": " + e.getMessage(), e);
        }
    }

    boolean allowsHost(Purpose purpose, Origin origin) {
        Set<String> only = hosts.get(purpose);
        return only == null || only.contains(origin.host()) || allowsLocal(purpose, origin);
    }

    boolean allowsLocal(Purpose purpose, Origin origin) {
        return local.getOrDefault(purpose, Set.of()).contains(origin);
    }
}

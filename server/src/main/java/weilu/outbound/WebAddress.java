package weilu.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import weilu.outbound.OutboundFailure.Reason;

/**
 * An http(s) address in plain spelling. A host is a DNS name, a dotted quad in canonical form, or a bracketed IPv6
 * address: whatever else a resolver might take for an address (decimal, octal, hex, short forms, full-width digits)
 * is refused before anything is resolved.
 */
public record WebAddress(URI uri, Origin origin) {
    public static final int CHARACTERS_MAX = 2_000;

    private static final Pattern QUAD_PART = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMERIC_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:]{2,39}]");
    private static final int HOST_CHARACTERS_MAX = 253;

    /** Checks the spelling only; where the name leads is checked when it is resolved. */
    public static WebAddress parse(String text) throws OutboundFailure {
        if (text == null || text.isBlank() || text.length() > CHARACTERS_MAX) {
            throw refused("the address must have 1 to " + CHARACTERS_MAX + " characters");
        }
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw refused("this is not an address");
        }
        return check(uri);
    }

    /** The address of something below this one, on the same origin. */
    public WebAddress under(String path) {
        return new WebAddress(URI.create(uri + path), origin);
    }

    /** Checks an address a redirect leads to. */
    WebAddress resolve(String location) throws OutboundFailure {
        try {
            return check(uri.resolve(new URI(location)));
        } catch (URISyntaxException e) {
            throw refused("the redirect does not lead to an address");
        }
    }

    private static WebAddress check(URI uri) throws OutboundFailure {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused("the address must begin with https:// or http://");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getPort() > 65_535 || uri.getPort() == 0) {
            throw refused("the address must name a host, and no user");
        }
        if (!isPlainHost(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw refused("the host is not spelled plainly");
        }
        return new WebAddress(uri, Origin.of(uri));
    }

    private static boolean isPlainHost(String host) {
        if (host.startsWith("[")) {
            return IPV6.matcher(host).matches() && isReallySix(host);
        }
        String[] labels = host.split("\\.", -1);
        if (NUMERIC_LABEL.matcher(labels[labels.length - 1]).matches()) {
            return isCanonicalQuad(labels);
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return host.length() <= HOST_CHARACTERS_MAX;
    }

    /** A bracketed literal is read without any look-up; an IPv4 address in disguise comes back as what it is. */
    private static boolean isReallySix(String host) {
        try {
            return InetAddress.getByName(host) instanceof Inet6Address;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isCanonicalQuad(String[] labels) {
        if (labels.length != 4) {
            return false;
        }
        for (String label : labels) {
            if (!QUAD_PART.matcher(label).matches() || Integer.parseInt(label) > 255) {
                return false;
            }
        }
        return true;
    }

    private static OutboundFailure refused(String detail) {
        return new OutboundFailure(Reason.ADDRESS_REFUSED, detail);
    }
}

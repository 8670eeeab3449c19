package weilu.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A line of {@code route-roles.txt}.
 *
 * @param path with its parameters in braces, and a query if the route needs one
 * @param body JSON, or bytes after {@code raw:}, or empty
 */
record RouteRole(String method, String path, Least least, String body) {
    /** The least that one must be to use a route. */
    enum Least {
        EVERYONE, SIGNED_IN, PERSON, SERVER_ADMIN, GUEST, MEMBER, ADMIN, OWNER, AUTHOR, AUTHOR_OR_ADMIN,
        /** The cast's owner made it. */
        MAKER_OR_ADMIN;

        boolean isOfRoom() {
            return compareTo(GUEST) >= 0;
        }
    }

    /** Who asks. All but the first three are in the room; the guest is that of no other. */
    enum Asker {
        NOBODY, OUTSIDER, SERVER_ADMIN, GUEST, MEMBER, AUTHOR, ADMIN, OWNER;

        boolean isInRoom() {
            return compareTo(GUEST) >= 0;
        }
    }

    static List<RouteRole> all() {
        try (InputStream table = RouteRole.class.getResourceAsStream("/route-roles.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(RouteRole::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The route as OpenAPI writes it. */
    String name() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }

    /** The code of the refusal this asker must get, or empty when they must be let through. */
    String refusal(Asker asker) {
        if (asker == Asker.NOBODY) {
            return least == Least.EVERYONE ? "" : "not_signed_in";
        }
        if (least.isOfRoom() && !asker.isInRoom()) {
            return "not_member";
        }
        boolean passes = switch (least) {
            case EVERYONE, SIGNED_IN, GUEST -> true;
            case PERSON, MEMBER -> asker != Asker.GUEST;
            case SERVER_ADMIN -> asker == Asker.SERVER_ADMIN;
            case ADMIN, MAKER_OR_ADMIN -> asker == Asker.ADMIN || asker == Asker.OWNER;
            case OWNER -> asker == Asker.OWNER;
            case AUTHOR -> asker == Asker.AUTHOR;
            case AUTHOR_OR_ADMIN -> asker == Asker.AUTHOR || asker == Asker.ADMIN || asker == Asker.OWNER;
        };
        if (passes) {
            return "";
        }
        return least == Least.MAKER_OR_ADMIN ? "not_found" : "forbidden";
    }

    @Override
    public String toString() {
        return name();
    }

    private static RouteRole parse(String line) {
        String[] parts = line.split(" +", 4);
        Least least = Least.valueOf(parts[2].toUpperCase(Locale.ROOT).replace('-', '_'));
        return new RouteRole(parts[0], parts[1], least, parts.length > 3 ? parts[3] : "");
    }
}

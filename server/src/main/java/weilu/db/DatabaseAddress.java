package weilu.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/** Where a PostgreSQL database is and who signs in there. */
public record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final String WRONG_PASSWORD = "28P01";
    private static final String NOT_AUTHORISED = "28000";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String STARTING = "57P03";
    private static final String TOO_MANY = "53300";
    private static final String CONNECTION_FAILED = "08";
    private static final int CONNECT_SECONDS_MAX = 10;

    /** Reads {@code jdbc:postgresql://…} and {@code postgres://user:password@host:port/name?…} alike. */
    public static DatabaseAddress parse(String text) {
        String stripped = text.strip();
        String plain = stripped.startsWith("jdbc:") ? stripped.substring("jdbc:".length()) : stripped;
        if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
            throw malformed();
        }
        try {
            URI uri = new URI(plain);
            if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
                throw malformed();
            }
            String[] signIn = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String user = signIn.length > 0 ? decoded(signIn[0]) : parameter(query, "user");
            String password = signIn.length > 1 ? decoded(signIn[1]) : parameter(query, "password");
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String url = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + withoutSignIn(query);
            return new DatabaseAddress(url, user, password);
        } catch (URISyntaxException unreadable) {
            throw malformed();
        }
    }

    /** Opens one connection, or says in one sentence why it cannot. */
    public Connection connect() {
        try {
            return connectOrThrow();
        } catch (SQLException failure) {
            throw new DatabaseUnavailable(sentence(failure), failure);
        }
    }

    /** The address as people may read it: without the password. */
    public String shown() {
        return jdbcUrl.replaceFirst("^jdbc:", "").replaceFirst("\\?.*$", "");
    }

    Connection connectOrThrow() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS_MAX));
        properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS_MAX));
        properties.setProperty("ApplicationName", "weilu");
        // Not by DriverManager, which looks for drivers in whatever class loader first woke it.
        return new Driver().connect(jdbcUrl, properties);
    }

    private String sentence(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String at = shown();
        return switch (state) {
            case WRONG_PASSWORD -> "The database " + at + " refuses the password of user \"" + user + "\".";
            case NOT_AUTHORISED -> "The database " + at + " does not let user \"" + user + "\" in from this machine.";
            case NO_SUCH_DATABASE -> "The database " + at + " does not exist on its server. Create it first.";
            case STARTING -> "The database " + at + " is starting or stopping. Try again in a moment.";
            case TOO_MANY -> "The database " + at + " has no free connection left (max_connections).";
            default -> state.startsWith(CONNECTION_FAILED)
                    ? "The database " + at + " cannot be reached. Is the host right, and PostgreSQL running there?"
                    : "The database " + at + " cannot be used: " + failure.getMessage().lines().findFirst().orElse(state);
        };
    }

    private static DatabaseUnavailable malformed() {
        return new DatabaseUnavailable("The database address is not readable. It looks like"
                + " postgres://user:password@host:5432/name or jdbc:postgresql://host:5432/name?user=…&password=….");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&")) {
            if (pair.startsWith(name + "=")) {
                return decoded(pair.substring(name.length() + 1));
            }
        }
        return "";
    }

    private static String withoutSignIn(String query) {
        StringBuilder kept = new StringBuilder();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty() && !pair.startsWith("user=") && !pair.startsWith("password=")) {
                kept.append(kept.isEmpty() ? '?' : '&').append(pair);
            }
        }
        return kept.toString();
    }
}

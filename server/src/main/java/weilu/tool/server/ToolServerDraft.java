package weilu.tool.server;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import weilu.outbound.OutboundFailure;
import weilu.outbound.WebAddress;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;
import weilu.tool.server.ToolServer.Kind;

/**
 * What an admin enters for a server of tools, checked for form.
 *
 * @param secret what was entered: null leaves a kept one as it is, empty takes it away
 */
public record ToolServerDraft(
        Kind kind, String name, String address, List<String> command, String document, String secretHeader, String secret,
        boolean localAllowed, boolean enabled) {
    public static final int SECRET_CHARACTERS_MAX = 4_000;
    public static final int COMMAND_PARTS_MAX = 40;
    public static final int PART_CHARACTERS_MAX = 1_000;
    public static final int DOCUMENT_CHARACTERS_MAX = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z](_?[a-z0-9]){0,23}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final List<String> HEADERS_OF_OURS = List.of(
            "host", "content-length", "content-type", "transfer-encoding", "connection", "accept", "mcp-session-id",
            "mcp-protocol-version", "last-event-id", "path", "home", "lang", "ld_preload", "ld_library_path");

    public ToolServerDraft {
        if (kind == null) {
            throw Refusal.field(ErrorCode.INVALID, "kind", "mcp_http, mcp_program or openapi");
        }
        name = name == null ? "" : name.strip();
        if (!NAME.matcher(name).matches()) {
            throw Refusal.field(ErrorCode.INVALID, "name", "1 to 24 of a-z, 0-9 and single _, beginning with a letter");
        }
        address = kind == Kind.MCP_PROGRAM ? null : checked(address);
        command = kind == Kind.MCP_PROGRAM ? checked(command) : List.of();
        document = kind == Kind.OPENAPI ? checkedDocument(document) : null;
        secretHeader = checkedHeader(secretHeader);
        secret = checkedSecret(secret);
    }

    WebAddress webAddress() {
        try {
            return WebAddress.parse(address);
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "address", e.getMessage());
        }
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }

    private static String checked(String address) {
        try {
            WebAddress parsed = WebAddress.parse(address);
            if (parsed.uri().getRawFragment() != null) {
                throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "address", "the address must have no #");
            }
            return address.strip();
        } catch (OutboundFailure e) {
            throw Refusal.field(ErrorCode.ADDRESS_REFUSED, "address", e.getMessage());
        }
    }

    private static List<String> checked(List<String> command) {
        boolean fits = command != null && !command.isEmpty() && command.size() <= COMMAND_PARTS_MAX
                && command.stream().allMatch(part -> part != null && part.length() <= PART_CHARACTERS_MAX
                        && part.indexOf('\0') < 0);
        if (!fits || command.getFirst().isBlank()) {
            throw Refusal.field(ErrorCode.INVALID, "command", "the program and its parts, at most " + COMMAND_PARTS_MAX);
        }
        return List.copyOf(command);
    }

    private static String checkedDocument(String document) {
        if (document == null || document.isBlank() || document.length() > DOCUMENT_CHARACTERS_MAX) {
            throw Refusal.field(
                    ErrorCode.INVALID, "document", "an OpenAPI file of at most " + DOCUMENT_CHARACTERS_MAX + " characters");
        }
        return document.replace("\0", "");
    }

    private static String checkedHeader(String value) {
        String header = value == null ? "" : value.strip();
        if (header.isEmpty()) {
            return null;
        }
        if (!HEADER.matcher(header).matches() || HEADERS_OF_OURS.contains(header.toLowerCase(Locale.ROOT))) {
            throw Refusal.field(ErrorCode.INVALID, "secretHeader", "the name of a header that is not ours to set");
        }
        return header;
    }

    private static String checkedSecret(String value) {
        String secret = value == null ? null : value.strip();
        boolean fits = secret == null || secret.length() <= SECRET_CHARACTERS_MAX
                && secret.chars().allMatch(unit -> unit >= ' ' && unit < 0x7f);
        if (!fits) {
            throw Refusal.field(ErrorCode.INVALID, "secret", "at most " + SECRET_CHARACTERS_MAX + " visible ASCII characters");
        }
        return secret;
    }
}

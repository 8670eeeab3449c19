package weilu.account;

import java.util.HexFormat;

/** The SHA-256 of a {@link Secret}, in hexadecimal. Names a sign-in without giving it away. */
public record SecretHash(String hex) {
    static SecretHash ofBytes(byte[] bytes) {
        return new SecretHash(HexFormat.of().formatHex(bytes));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}

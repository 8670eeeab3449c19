package weilu.ledger;

import java.util.regex.Pattern;

/**
 * What coins are kept aside for.
 *
 * @param purpose in words of lower case and underscores: {@code red_packet}
 * @param subject which of them
 */
public record Escrow(String purpose, String subject) {
    private static final int SUBJECT_CHARACTERS_MAX = 100;
    private static final Pattern PURPOSE = Pattern.compile("[a-z][a-z_]{0,39}");

    public Escrow {
        if (!PURPOSE.matcher(purpose).matches() || subject.isEmpty() || subject.length() > SUBJECT_CHARACTERS_MAX) {
            throw new IllegalArgumentException("an escrow has a purpose of lower case and a subject of 1 to "
                    + SUBJECT_CHARACTERS_MAX + " characters");
        }
    }
}

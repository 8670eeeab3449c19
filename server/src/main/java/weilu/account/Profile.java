package weilu.account;

/**
 * How an account shows itself, checked. Made by {@link ProfileRules} alone, outside of tests.
 *
 * @param language {@code zh-CN} or {@code en}
 * @param timeZone an IANA region
 */
public record Profile(String displayName, String language, String timeZone) {}

package weilu.account;

import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Checks what people say about themselves; each refusal is INVALID and names the field. */
public final class ProfileRules {
    public static final String LANGUAGE_DEFAULT = "zh-CN";
    public static final String TIME_ZONE_DEFAULT = "Asia/Shanghai";
    private static final Set<String> LANGUAGES = Set.of("zh-CN", "en");
    private static final Pattern CONTENT_HASH = Pattern.compile("[0-9a-f]{64}");

    private final DisplayNames displayNames;

    public ProfileRules(DisplayNames displayNames) {
        this.displayNames = displayNames;
    }

    /** A whole profile; an absent language or time zone takes its default. */
    public Profile require(String displayName, String language, String timeZone) {
        return new Profile(
                displayNames.require("displayName", displayName),
                language(language == null ? LANGUAGE_DEFAULT : language),
                timeZone(timeZone == null ? TIME_ZONE_DEFAULT : timeZone));
    }

    /** The profile with each value that is not null put in place of the old; only what is new is checked. */
    Profile change(Account old, String displayName, String language, String timeZone) {
        return new Profile(
                displayName == null ? old.displayName() : displayNames.require("displayName", displayName),
                language == null ? old.language() : language(language),
                timeZone == null ? old.timeZone() : timeZone(timeZone));
    }

    String picture(String hash) {
        if (!CONTENT_HASH.matcher(hash).matches()) {
            throw Refusal.field(ErrorCode.INVALID, "picture", "a picture is named by 64 hexadecimal digits");
        }
        return hash;
    }

    private static String language(String tag) {
        if (!LANGUAGES.contains(tag)) {
            throw Refusal.field(ErrorCode.INVALID, "language", "a language is zh-CN or en");
        }
        return tag;
    }

    private static String timeZone(String region) {
        if (!ZoneId.getAvailableZoneIds().contains(region)) {
            throw Refusal.field(ErrorCode.INVALID, "timeZone", "a time zone is an IANA region such as Asia/Shanghai");
        }
        return region;
    }
}

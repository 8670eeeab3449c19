package weilu.turn;

import java.time.DateTimeException;
import java.time.ZoneId;
import weilu.id.AccountId;
import weilu.id.MemberId;

/** Whose message an agent answers. */
record Asker(
        MemberId member, AccountId account, String name, String language, String timeZone, boolean isAgent) {

    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            return ZoneId.of("Asia/Shanghai");
        }
    }
}

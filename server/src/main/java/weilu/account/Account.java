package weilu.account;

import java.time.Instant;
import weilu.id.AccountId;
import weilu.protocol.MemberView.Kind;

/**
 * A person, a guest or an agent, without what proves them.
 *
 * @param signInName the folded name to sign in with; null for guests and agents
 * @param picture the content hash of the picture, or null
 * @param language {@code zh-CN} or {@code en}
 * @param timeZone an IANA region, for example {@code Asia/Shanghai}
 */
public record Account(
        AccountId id, Kind kind, String signInName, String displayName, String picture, String language,
        String timeZone, boolean hasPassword, boolean serverAdmin, Instant createdAt) {}

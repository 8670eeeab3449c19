package weilu.account;

import weilu.db.Tx;
import weilu.media.BlobHash;
import weilu.media.BlobRowStore;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Changes how a person or guest shows themselves; each of their rooms learns of it in the same transaction. */
public final class ChangeProfile {
    private final AccountStore accounts;
    private final ProfileRules rules;
    private final BlobRowStore blobs;
    private final ProfileChanged changed;

    /** What is absent stays; an empty picture takes the picture away. */
    public record Request(String displayName, String picture, String language, String timeZone) {}

    public ChangeProfile(AccountStore accounts, ProfileRules rules, BlobRowStore blobs, ProfileChanged changed) {
        this.accounts = accounts;
        this.rules = rules;
        this.blobs = blobs;
        this.changed = changed;
    }

    /** Refuses INVALID, naming the field. */
    public Account change(Tx tx, SignedIn caller, Request request) {
        Account old = accounts.lock(tx, caller.account())
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_SIGNED_IN, "this account is gone"));
        Profile profile = rules.change(old, request.displayName(), request.language(), request.timeZone());
        String picture = pictureAfter(tx, old, request.picture());
        accounts.setProfile(tx, old.id(), profile, picture);
        Account now = accounts.find(tx, old.id()).orElseThrow();
        if (!now.displayName().equals(old.displayName()) || !same(now.picture(), old.picture())) {
            changed.profileChanged(tx, now);
        }
        return now;
    }

    private String pictureAfter(Tx tx, Account old, String asked) {
        if (asked == null) {
            return old.picture();
        }
        if (asked.isEmpty()) {
            return null;
        }
        String hash = rules.picture(asked);
        if (blobs.mediaType(tx, new BlobHash(hash)).filter(type -> type.startsWith("image/")).isEmpty()) {
            throw Refusal.field(ErrorCode.INVALID, "picture", "there is no such picture here; upload it first");
        }
        return hash;
    }

    private static boolean same(String one, String other) {
        return one == null ? other == null : one.equals(other);
    }
}

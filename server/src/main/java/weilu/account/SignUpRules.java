package weilu.account;

import weilu.account.ServerSettings.SignUpPolicy;
import weilu.db.Tx;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Decides who may make an account on this server. */
public final class SignUpRules {
    private final ServerDoor door;
    private final ServerInvitations invitations;

    public SignUpRules(ServerDoor door, ServerInvitations invitations) {
        this.door = door;
        this.invitations = invitations;
    }

    /** Refuses early, before the costly part, who would be refused by {@link #use} anyway. Uses nothing up. */
    void expect(Tx tx, String invitation, String setup) {
        if (setup != null) {
            return;
        }
        SignUpPolicy policy = door.settings(tx).signUp();
        if (policy == SignUpPolicy.CLOSED || policy == SignUpPolicy.INVITATION && !invitations.holds(tx, invitation)) {
            throw refused(policy);
        }
    }

    /**
     * Uses up what lets this person in.
     *
     * @return whether the new account is a server admin: only by the setup token
     */
    boolean use(Tx tx, String invitation, String setup) {
        if (setup != null) {
            door.useSetup(tx, setup);
            return true;
        }
        switch (door.settings(tx).signUp()) {
            case OPEN -> { }
            case INVITATION -> invitations.use(tx, invitation);
            case CLOSED -> throw refused(SignUpPolicy.CLOSED);
        }
        return false;
    }

    private static Refusal refused(SignUpPolicy policy) {
        return policy == SignUpPolicy.CLOSED
                ? Refusal.of(ErrorCode.SIGN_UP_CLOSED, "this server takes no new accounts")
                : Refusal.field(ErrorCode.SIGN_UP_CLOSED, "invitation", "this server takes new accounts by invitation");
    }
}

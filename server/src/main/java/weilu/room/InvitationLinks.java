package weilu.room;

import java.util.Optional;
import weilu.account.Caller;

/**
 * Where an invitation's link leads.
 *
 * @param publicAddress the server's own address as settings say, for example {@code https://weilu.example}; empty: the
 *     address by which the one who asks has come
 */
public record InvitationLinks(Optional<String> publicAddress) {
    String of(Caller caller, String secret) {
        return publicAddress.orElseGet(caller::address) + "/i/" + secret;
    }

    /** To the entrance of an agent. */
    public String toAgent(Caller caller, long number) {
        return publicAddress.orElseGet(caller::address) + "/a/" + number;
    }
}

package weilu.gateway;

import weilu.outbound.OutboundRequest;
import weilu.outbound.WebAddress;

/**
 * A model that can be asked.
 *
 * @param base the base address, without a slash at its end
 * @param key the secret, or null when the endpoint asks for none
 * @param reach how far away it is: LOCAL only where an admin allowed it and the address is on a private network now
 */
record Endpoint(String providerName, WebAddress base, boolean localAllowed, String model, String key, Dialect dialect,
        Reach reach) {

    /** An admin has said that it is local, and it is not (RE2). */
    boolean isAstray() {
        return localAllowed && reach != Reach.LOCAL;
    }

    /** A request as it may go there: for a local model to no other address than a local one, when the connection is made, too. */
    OutboundRequest bound(OutboundRequest request) {
        return localAllowed ? request.stayingHome() : request;
    }

    /** Who speaks, as answers show it. */
    String speaker() {
        return providerName + " · " + model;
    }

    @Override
    public String toString() {
        return speaker();
    }
}

package weilu.gateway;

import weilu.outbound.WebAddress;

/**
 * A model that can be asked.
 *
 * @param base the base address, without a slash at its end
 * @param key the secret, or null when the endpoint asks for none
 */
record Endpoint(String providerName, WebAddress base, boolean localAllowed, String model, String key, Dialect dialect) {

    /** How far away it is. */
    Reach reach() {
        return localAllowed ? Reach.LOCAL : Reach.ANYWHERE;
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

package weilu.gateway;

import weilu.protocol.UsedUp;

/** Why no model was asked, although there may be one. */
public sealed interface AskRefusal {
    /** A quota has nothing left for it today. */
    record QuotaUsedUp(UsedUp quota) implements AskRefusal {}

    /** The words that were asked about may not go to any model that is there. */
    record NotAllowedSoFar() implements AskRefusal {}

    /** The room keeps nothing with providers that train on what they get, and there is no other. */
    record TrainsOnData() implements AskRefusal {}
}

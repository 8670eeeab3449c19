package weilu.gateway;

/** The model that runs inside: a file on this machine, and a process on loopback that answers for it. */
@FunctionalInterface
public interface InnerModel {
    /** Where no model runs inside. */
    InnerModel NONE = () -> new Door.Shut("no model file is named");

    /** Where it is asked now. The process is started when it is not there; it may still be loading. */
    Door open();

    /** Whether it can be asked. */
    sealed interface Door {
        /** @param token what each request must bring */
        record At(String baseUrl, String token) implements Door {}

        /** @param why one English sentence for an admin */
        record Shut(String why) implements Door {}
    }
}

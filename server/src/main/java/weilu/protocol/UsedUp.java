package weilu.protocol;

import java.time.Instant;

/**
 * A quota that has nothing left for what was asked.
 *
 * @param scope whose quota it is
 * @param most how much it allows in a day
 * @param freeAt when the next day begins for it
 */
public record UsedUp(Scope scope, Measure measure, long most, Instant freeAt) {
    /** PERSON is the one who asked, in every room. */
    public enum Scope { PERSON, ROOM, AGENT, SERVER }

    /** DEEP_TURNS are those in which the model was asked to think first. */
    public enum Measure { TOKENS, TURNS, DEEP_TURNS }
}

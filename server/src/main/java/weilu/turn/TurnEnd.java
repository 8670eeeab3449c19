package weilu.turn;

/** How a turn ended. */
enum TurnEnd {
    REPLIED,
    /** The trigger was recalled before there was an answer. */
    TRIGGER_GONE,
    /** The asker is no longer in the room, so there is nothing they may read. */
    ASKER_GONE,
    /** The agent may not speak here any more: it was muted or removed, or the room was archived. */
    NOT_ALLOWED,
    /** It was stopped before it began. */
    STOPPED,
    /** It was tried several times and never came to its end. */
    GIVEN_UP
}

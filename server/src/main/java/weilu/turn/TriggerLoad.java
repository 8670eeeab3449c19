package weilu.turn;

import java.time.Duration;

/**
 * What was done of late, as far as it can hold an agent back.
 *
 * @param inRoom turns made in this room within a minute
 * @param ofAsker of those, for this asker
 * @param openInRoom turns that are not over
 * @param unasked how often the agent spoke unasked here within an hour
 * @param unaskedMax how often it may
 * @param slowModeLeft how long the room's slow mode keeps the agent from posting
 */
record TriggerLoad(int inRoom, int ofAsker, int openInRoom, int unasked, int unaskedMax, Duration slowModeLeft) {
    static final int TURNS_PER_ROOM_MINUTE_MAX = 30;
    static final int TURNS_PER_ASKER_MINUTE_MAX = 10;
    static final int TURNS_OPEN_PER_ROOM_MAX = 10;
    static final TriggerLoad NONE = new TriggerLoad(0, 0, 0, 0, 1, Duration.ZERO);
}

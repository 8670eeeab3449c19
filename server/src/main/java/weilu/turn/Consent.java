package weilu.turn;

import java.util.Collection;
import weilu.db.Tx;
import weilu.gateway.Reach;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.protocol.MessageView;
import weilu.room.ConsentStore;
import weilu.room.ModelConsent;

/**
 * What of a room may go to which models, as it was decided when this was read.
 *
 * @param room what holds for the room and for members who are not named in {@code restricted}
 * @param restricted members, and messages forwarded here, that do not allow all models
 */
record Consent(ConsentStore.RoomConsent room, ConsentStore.Restricted restricted) {
    private static final ConsentStore STORE = new ConsentStore();

    static Consent read(Tx tx, RoomId room) {
        return new Consent(STORE.ofRoom(tx, room), STORE.restricted(tx, room));
    }

    /** Whether what this member asks may be sent to a model so far away: a question is words, too. */
    boolean letsAsk(MemberId asker, Reach model) {
        return !room.modelsOff() && lets(restricted.of(asker), model);
    }

    /**
     * Whether the message may be sent so far. An answer that cites withheld words may hold them, and one that was made of words
     * for local models only may hold those. Who said what was imported cannot be asked: the room's default holds for it.
     * What was forwarded goes no further than both who forwarded it and who said it let it (MS18).
     */
    boolean lets(MessageView message, Reach model) {
        ModelConsent author = message.importedAs() == null
                ? restricted.of(message.author()) : room.consent();
        if (message.about() != null) {
            // A whisper is no message of this room: its asker's word counts, by letsAsk.
            return !room.modelsOff();
        }
        if (room.modelsOff() || !lets(author.stricter(restricted.of(message.seq())), model)) {
            return false;
        }
        if (message.answer() == null) {
            return true;
        }
        if (model == Reach.ANYWHERE && Boolean.TRUE.equals(message.answer().localOnly())) {
            return false;
        }
        return message.answer().topics().stream().flatMap(topic -> topic.citations().stream())
                .allMatch(citation -> lets(
                        restricted.of(citation.author()).stricter(restricted.of(citation.message())), model));
    }

    /** How far a prompt of these messages by this asker may go; nothing in it was refused by {@link #lets} for local models. */
    Reach reach(MemberId asker, Collection<MessageView> messages) {
        return letsAsk(asker, Reach.ANYWHERE) && messages.stream().allMatch(one -> lets(one, Reach.ANYWHERE))
                ? Reach.ANYWHERE : Reach.LOCAL;
    }

    private static boolean lets(ModelConsent consent, Reach model) {
        return switch (consent) {
            case ALL -> true;
            case LOCAL -> model == Reach.LOCAL;
            case NONE -> false;
        };
    }
}

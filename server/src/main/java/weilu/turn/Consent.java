package weilu.turn;

import java.util.Collection;
import java.util.Map;
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
 * @param restricted members who do not allow all models
 */
record Consent(ConsentStore.RoomConsent room, Map<MemberId, ModelConsent> restricted) {
    private static final ConsentStore STORE = new ConsentStore();

    Consent {
        restricted = Map.copyOf(restricted);
    }

    static Consent read(Tx tx, RoomId room) {
        return new Consent(STORE.ofRoom(tx, room), STORE.restricted(tx, room));
    }

    /** Whether what this member asks may be sent to a model so far away: a question is words, too. */
    boolean letsAsk(MemberId asker, Reach model) {
        return !room.modelsOff() && lets(restricted.getOrDefault(asker, ModelConsent.ALL), model);
    }

    /**
     * Whether the message may be sent so far. An answer that cites withheld words may hold them, and one that was made of words
     * for local models only may hold those. Who said what was imported cannot be asked: the room's default holds for it.
     */
    boolean lets(MessageView message, Reach model) {
        ModelConsent author = message.importedAs() == null
                ? restricted.getOrDefault(message.author(), ModelConsent.ALL) : room.consent();
        if (room.modelsOff() || !lets(author, model)) {
            return false;
        }
        if (message.answer() == null) {
            return true;
        }
        if (model == Reach.ANYWHERE && Boolean.TRUE.equals(message.answer().localOnly())) {
            return false;
        }
        return message.answer().topics().stream().flatMap(topic -> topic.citations().stream())
                .allMatch(citation -> lets(restricted.getOrDefault(citation.author(), ModelConsent.ALL), model));
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

package weilu.knowledge;

import java.util.List;

/**
 * Computes what a message means: its text alone, blended with its text between its two neighbours, each with its
 * speaker's name. The context tells what "at seven, the old place" is about. Since a blend is a sum, comparing with it
 * is the same as comparing with both and weighing the results.
 */
public final class MeaningMaker {
    /** How much the message alone counts against the message in its context. */
    static final double ALONE = 0.6;
    private static final int NEIGHBOUR_CHARACTERS_MAX = 80;

    private final Embedder embedder;

    public MeaningMaker(Embedder embedder) {
        this.embedder = embedder;
    }

    /** Computes each meaning when it is asked for. */
    public Meanings of(List<Said> conversation) {
        return positions -> positions.stream().map(position -> at(conversation, position)).toList();
    }

    /** The message at this position, between its neighbours in the list. */
    Embedding at(List<Said> conversation, int position) {
        Embedding alone = embedder.embed(conversation.get(position).body());
        return alone.blend(embedder.embed(inContext(conversation, position)), ALONE);
    }

    private static String inContext(List<Said> conversation, int position) {
        StringBuilder text = new StringBuilder();
        int last = Math.min(conversation.size() - 1, position + 1);
        for (int i = Math.max(0, position - 1); i <= last; i++) {
            Said said = conversation.get(i);
            String body = i == position ? said.body() : shortened(said.body());
            text.append(said.name()).append("：").append(body).append('\n');
        }
        return text.toString();
    }

    private static String shortened(String body) {
        return body.codePointCount(0, body.length()) <= NEIGHBOUR_CHARACTERS_MAX ? body
                : body.substring(0, body.offsetByCodePoints(0, NEIGHBOUR_CHARACTERS_MAX));
    }
}

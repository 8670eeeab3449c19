package weilu.bench;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import weilu.protocol.Answer.Citation;

/**
 * How many of the characters that people marked an extract holds. All extracts of a segment are of the same length to the
 * character: ours says how long, the others take whole messages in their order, and the last one is cut.
 */
record Highlights(double ours, double first, double longest, double length) {

    static Highlights of(Vcsum.Segment segment, List<Citation> quotes) {
        int length = 0;
        int held = 0;
        for (Citation quote : quotes) {
            int position = (int) quote.message().value() - 1;
            String body = segment.messages().get(position).body();
            String words = quote.quote().replace("…", "").strip();
            int from = Math.max(0, body.indexOf(words));
            int to = Math.min(body.length(), from + words.length());
            length += to - from;
            held += segment.marked().get(position).get(from, to).cardinality();
        }
        List<Integer> first = IntStream.range(0, segment.messages().size()).boxed().toList();
        List<Integer> longest = first.stream()
                .sorted(Comparator.comparing((Integer i) -> -segment.messages().get(i).body().length())).toList();
        double all = segment.markedCharacters();
        double characters = segment.messages().stream().mapToInt(said -> said.body().length()).sum();
        return new Highlights(held / all, held(segment, first, length) / all, held(segment, longest, length) / all,
                length / characters);
    }

    private static int held(Vcsum.Segment segment, List<Integer> order, int length) {
        int left = length;
        int held = 0;
        for (int i : order) {
            int taken = Math.min(left, segment.messages().get(i).body().length());
            held += segment.marked().get(i).get(0, taken).cardinality();
            left -= taken;
        }
        return held;
    }
}

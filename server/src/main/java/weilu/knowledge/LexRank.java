package weilu.knowledge;

import java.util.Arrays;
import java.util.List;

/**
 * The stationary share of a reader who walks from message to message, each step more likely the more alike two messages
 * are (Erkan and Radev, 2004). The similarities are never written out: a step goes through the terms, so the
 * cost grows with the text and not with its square.
 */
final class LexRank {
    private static final double DAMPING = 0.85;
    private static final int STEPS = 30;

    private final List<WordWeights.Row> rows;
    private final int termCount;

    LexRank(List<WordWeights.Row> rows, int termCount) {
        this.rows = rows;
        this.termCount = termCount;
    }

    /** One rank per message; their mean is 1. */
    double[] ranks() {
        int count = rows.size();
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        double[] degree = neighboursSum(ones);
        double[] ranks = ones.clone();
        double[] shared = new double[count];
        for (int step = 0; step < STEPS; step++) {
            double lost = 0;
            for (int i = 0; i < count; i++) {
                shared[i] = degree[i] > 1e-9 ? ranks[i] / degree[i] : 0;
                lost += degree[i] > 1e-9 ? 0 : ranks[i];
            }
            double[] received = neighboursSum(shared);
            for (int i = 0; i < count; i++) {
                ranks[i] = 1 - DAMPING + DAMPING * (received[i] + lost / count);
            }
        }
        return ranks;
    }

    /** For dense similarities: the same walk over pairs that are more alike than the threshold. */
    static double[] ranks(List<Embedding> embeddings, double threshold) {
        int count = embeddings.size();
        double[][] alike = new double[count][count];
        double[] degree = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double similarity = embeddings.get(i).similarity(embeddings.get(j));
                alike[i][j] = similarity > threshold ? similarity : 0;
                alike[j][i] = alike[i][j];
                degree[i] += alike[i][j];
                degree[j] += alike[i][j];
            }
        }
        double[] ranks = new double[count];
        Arrays.fill(ranks, 1);
        for (int step = 0; step < STEPS; step++) {
            ranks = step(alike, degree, ranks);
        }
        return ranks;
    }

    private static double[] step(double[][] alike, double[] degree, double[] ranks) {
        int count = ranks.length;
        double[] next = new double[count];
        Arrays.fill(next, 1 - DAMPING);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                next[j] += DAMPING * ranks[i] * (degree[i] > 0 ? alike[i][j] / degree[i] : 1.0 / count);
            }
        }
        return next;
    }

    /** For each message the sum of the others' values, weighted by likeness. */
    private double[] neighboursSum(double[] values) {
        double[] throughTerms = new double[termCount];
        for (int i = 0; i < values.length; i++) {
            WordWeights.Row row = rows.get(i);
            for (int k = 0; k < row.terms().length; k++) {
                throughTerms[row.terms()[k]] += row.weights()[k] * values[i];
            }
        }
        double[] sums = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            WordWeights.Row row = rows.get(i);
            double sum = 0;
            for (int k = 0; k < row.terms().length; k++) {
                sum += row.weights()[k] * throughTerms[row.terms()[k]];
            }
            sums[i] = row.isEmpty() ? 0 : Math.max(0, sum - values[i]);
        }
        return sums;
    }
}

package weilu.importing;

import java.util.ArrayList;
import java.util.List;
import weilu.importing.ImportProgress.Broken;
import weilu.importing.ImportProgress.State;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.protocol.Problem;

/** Counts of one run while it runs; confined to the run's thread. */
final class ImportTally {
    private final ImportJob job;
    private final List<Broken> brokenLines = new ArrayList<>();
    private long bytesRead;
    private long imported;
    private long repeated;
    private long broken;

    ImportTally(ImportJob job) {
        this.job = job;
    }

    void broken(BrokenLine line) {
        broken++;
        if (brokenLines.size() < ImportProgress.BROKEN_LISTED_MAX) {
            brokenLines.add(new Broken(line.number(), line.why()));
        }
    }

    void written(int fresh, int known, long read) {
        imported += fresh;
        repeated += known;
        bytesRead = read;
    }

    long imported() {
        return imported;
    }

    long broken() {
        return broken;
    }

    List<Broken> brokenLines() {
        return brokenLines;
    }

    ImportProgress progress(State state) {
        return progress(state, null);
    }

    ImportProgress progress(State state, Problem problem) {
        return new ImportProgress(
                job.run().toString(), state, job.file().format(), state == State.DONE ? job.file().size() : bytesRead,
                job.file().size(), imported, repeated, broken, brokenLines, problem);
    }
}

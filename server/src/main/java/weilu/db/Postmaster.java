package weilu.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL that runs on a cluster, as {@code postmaster.pid} tells and the operating system confirms. */
record Postmaster(ProcessHandle process, int port) {
    private static final int PORT_LINE = 3;

    /**
     * The one running on this cluster, if any. After a crash the file stays, and its number may by now belong to any
     * other process: then PostgreSQL would refuse to start for ever, so the file is removed. When the process is simply
     * gone the file is left for PostgreSQL, which first looks whether workers of the old one live on.
     */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : alive(lines.getFirst());
        if (process.isEmpty()) {
            return Optional.empty();
        }
        if (!runsOn(process.get(), cluster)) {
            Files.delete(file);
            return Optional.empty();
        }
        boolean portKnown = lines.size() > PORT_LINE && lines.get(PORT_LINE).strip().matches("\\d{1,5}");
        int port = portKnown ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
        return Optional.of(new Postmaster(process.get(), port));
    }

    /** Whether it was started from this very program, not from one of an earlier build. */
    boolean runs(String program) throws IOException {
        Optional<String> command = process.info().command();
        return command.isPresent() && Files.exists(Path.of(command.get()))
                && Files.isSameFile(Path.of(command.get()), Path.of(program));
    }

    private static Optional<ProcessHandle> alive(String pid) {
        try {
            return ProcessHandle.of(Long.parseLong(pid.strip())).filter(ProcessHandle::isAlive);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** PostgreSQL's working folder is its cluster. Where that cannot be asked, the program's name has to do. */
    private static boolean runsOn(ProcessHandle process, Path cluster) {
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            if (Files.exists(workingFolder)) {
                return Files.isSameFile(workingFolder, cluster);
            }
        } catch (IOException notPermitted) {
            // Another user's process: fall through to its name.
        }
        return process.info().command().map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }
}

package weilu.app;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds who listens on a TCP port, where the system tells (Linux, for processes of the same user or as root). */
final class PortOwner {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** Why the port cannot be listened on, and what to do about it. */
    static String complaint(String host, int port, String reason) {
        return "Port " + port + " on " + host + " is "
                + of(port).map(owner -> "taken by " + owner).orElse("not to be had: " + reason)
                + ". Stop it, or choose another by WEILU_PORT.";
    }

    /** Like {@code java (process 123)}; empty when it cannot be told. */
    static Optional<String> of(int port) {
        Set<String> sockets = listeningSockets(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses().filter(process -> holdsAny(process.pid(), sockets)).findFirst()
                .map(process -> process.info().command().map(Path::of).map(Path::getFileName).map(Path::toString)
                        .orElse("a program") + " (process " + process.pid() + ")");
    }

    private static Set<String> listeningSockets(int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = ":%04X".formatted(port);
        for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
            try (Stream<String> lines = Files.lines(table)) {
                lines.map(line -> line.strip().split("\\s+"))
                        .filter(field -> field.length > INODE && field[LOCAL_ADDRESS].endsWith(suffix)
                                && field[STATE].equals(LISTENING))
                        .forEach(field -> sockets.add("socket:[" + field[INODE] + "]"));
            } catch (IOException notLinux) {
                return sockets;
            }
        }
        return sockets;
    }

    private static boolean holdsAny(long pid, Set<String> sockets) {
        Path folder = Path.of("/proc", Long.toString(pid), "fd");
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(folder)) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException ofAnotherUserOrGone) {
            return false;
        }
    }
}

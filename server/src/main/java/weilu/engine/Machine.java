package weilu.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What this machine has.
 *
 * @param memoryBytes all of it
 * @param freeBytes what a new process could take now
 */
public record Machine(int processors, long memoryBytes, LongSupplier freeBytes) {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final long KILO = 1_024;

    public static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize(), () -> free(system));
    }

    int megabytes() {
        return (int) (memoryBytes / MemoryNeed.MEGABYTE);
    }

    /** What a model file may take where nobody says otherwise. */
    int halfMegabytes() {
        return megabytes() / 2;
    }

    /** One processor is left to the server. */
    int threads() {
        return Math.max(1, processors - 1);
    }

    /** Linux says what could be freed, too; where there is a limit for this container, that counts. */
    private static long free(OperatingSystemMXBean system) {
        try {
            Matcher available = AVAILABLE.matcher(Files.readString(MEMORY));
            if (available.find()) {
                return Math.min(Long.parseLong(available.group(1)) * KILO, system.getTotalMemorySize());
            }
        } catch (IOException e) {
            System.getLogger(Machine.class.getName()).log(System.Logger.Level.DEBUG, "this is no Linux");
        }
        return system.getFreeMemorySize();
    }
}

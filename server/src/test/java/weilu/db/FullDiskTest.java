package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FullDiskTest {
    private static final String DISK_MEGABYTES = "150";
    private static final int SPARE_MEGABYTES_MIN = 20;

    @TempDir
    private Path temporary;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(temporary.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "tmpfs", disk.toString()),
                "a small disk can be mounted by root only");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    @DisplayName("[DB10] a full disk is told in one sentence, and once there is room again the start succeeds")
    void fullThenFree() throws Exception {
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[(Integer.parseInt(DISK_MEGABYTES) - SPARE_MEGABYTES_MIN) << 20]);
        assertThatThrownBy(() -> EmbeddedPostgres.start(disk.resolve("data")))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("is full").hasMessageNotContaining("\n");
        Files.delete(ballast);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(disk.resolve("data"))) {
            assertThat(postgres.jdbcUrl()).isNotBlank();
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}

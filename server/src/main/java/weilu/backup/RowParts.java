package weilu.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Takes a table's rows as they come and cuts them into parts, for a tar wants to know each length before. */
final class RowParts extends OutputStream {
    static final int PART_BYTES_MAX = 1 << 20;

    private final ArchiveWriter archive;
    private final BackupProgress progress;
    private final byte[] part = new byte[PART_BYTES_MAX];
    private String table;
    private int number;
    private int filled;

    RowParts(ArchiveWriter archive, BackupProgress progress) {
        this.archive = archive;
        this.progress = progress;
    }

    void begin(String name) {
        table = name;
        number = 0;
    }

    void end() throws IOException {
        if (filled > 0) {
            number++;
            archive.part(new PartName.Rows(table, number), part, filled);
            progress.moved(table, filled);
            filled = 0;
        }
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (filled == PART_BYTES_MAX) {
                end();
            }
            int taken = Math.min(left, PART_BYTES_MAX - filled);
            System.arraycopy(bytes, at, part, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }
}

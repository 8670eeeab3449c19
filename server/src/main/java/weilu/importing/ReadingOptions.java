package weilu.importing;

import java.time.ZoneId;

/**
 * How to read a file.
 *
 * @param format null: found from the file's first bytes
 * @param fileName as the person has it; an IRC log without dates takes its date from here
 * @param zone where times without an offset were written down
 * @param dateOrder which number of 1/2/2024 is the day; null: found from the file
 */
public record ReadingOptions(ImportFormat format, String fileName, ZoneId zone, DateOrder dateOrder) {
    public ReadingOptions {
        fileName = fileName == null ? "" : fileName;
    }
}

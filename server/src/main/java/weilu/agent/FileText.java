package weilu.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Reads the words of a file: plain text, Markdown, PDF or Word. Pictures in it are not read. */
final class FileText {
    static final int PAGES_MAX = 500;
    static final long ENTRY_BYTES_MAX = 50L * 1024 * 1024;
    private static final Charset CHINESE = Charset.forName("GB18030");

    /** @param number from 1; null where the file has no pages */
    record Page(Integer number, String text) {}

    private FileText() {}

    /** Refuses UNSUPPORTED_MEDIA_TYPE for another kind of file, INVALID for one that cannot be read. */
    static List<Page> read(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try {
            return switch (ending) {
                case "txt", "md", "markdown", "csv" -> List.of(new Page(null, plain(bytes)));
                case "pdf" -> pdf(bytes);
                case "docx" -> List.of(new Page(null, word(bytes)));
                default -> throw Refusal.field(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "name", "a .txt, .md, .pdf or .docx file");
            };
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            throw Refusal.field(ErrorCode.INVALID, "name", "this file cannot be read");
        }
    }

    private static String plain(byte[] bytes) throws CharacterCodingException {
        for (byte one : bytes) {
            if (one == 0) {
                throw Refusal.field(ErrorCode.INVALID, "name", "this is no text");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException old) {
            return CHINESE.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        }
    }

    private static List<Page> pdf(byte[] bytes) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > PAGES_MAX) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "at most " + PAGES_MAX + " pages");
            }
            PDFTextStripper stripper = new PDFTextStripper();
            List<Page> pages = new ArrayList<>();
            for (int number = 1; number <= document.getNumberOfPages(); number++) {
                stripper.setStartPage(number);
                stripper.setEndPage(number);
                pages.add(new Page(number, stripper.getText(document)));
            }
            return pages;
        }
    }

    private static String word(byte[] bytes) throws IOException {
        ZipSecureFile.setMaxEntrySize(ENTRY_BYTES_MAX);
        try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes));
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            return words.getText();
        }
    }
}

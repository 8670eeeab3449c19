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
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xssf.extractor.XSSFEventBasedExcelExtractor;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.xmlbeans.XmlException;
import org.xml.sax.SAXException;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Reads the words of a file: plain text, Markdown, PDF, Word or Excel. Pictures in it are not read. */
public final class FileText {
    static final int PAGES_MAX = 500;
    static final long ENTRY_BYTES_MAX = 50L * 1024 * 1024;
    private static final Charset CHINESE = Charset.forName("GB18030");

    /** Sheets are packed much tighter than words. */
    static final int SHEETS_BYTES_MAX = 4 * 1024 * 1024;

    /** @param number from 1; null where the file has no pages */
    public record Page(Integer number, String text) {}

    private FileText() {}

    /** Refuses UNSUPPORTED_MEDIA_TYPE for another kind of file, INVALID for one that cannot be read. */
    static List<Page> read(String name, byte[] bytes) {
        return read(name, bytes, Integer.MAX_VALUE);
    }

    /** The same; of a file with pages no more are read than have so many characters. */
    public static List<Page> read(String name, byte[] bytes, int charactersMax) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        try {
            return switch (ending) {
                case "txt", "md", "markdown", "csv" -> List.of(new Page(null, plain(bytes)));
                case "pdf" -> pdf(bytes, charactersMax);
                case "docx" -> List.of(new Page(null, word(bytes)));
                case "xlsx" -> List.of(new Page(null, sheets(bytes)));
                default -> throw Refusal.field(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE, "name", "a .txt, .md, .csv, .pdf, .docx or .xlsx file");
            };
        } catch (Refusal refusal) {
            throw refusal;
        } catch (IOException | OpenXML4JException | XmlException | SAXException | RuntimeException
                | StackOverflowError unreadable) {
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

    private static List<Page> pdf(byte[] bytes, int charactersMax) throws IOException {
        try (PDDocument document = Loader.loadPDF(bytes)) {
            if (document.getNumberOfPages() > PAGES_MAX) {
                throw Refusal.of(ErrorCode.TOO_LARGE, "at most " + PAGES_MAX + " pages");
            }
            PDFTextStripper stripper = new PDFTextStripper();
            List<Page> pages = new ArrayList<>();
            int characters = 0;
            for (int number = 1; number <= document.getNumberOfPages() && characters < charactersMax; number++) {
                stripper.setStartPage(number);
                stripper.setEndPage(number);
                String words = stripper.getText(document);
                characters += words.length();
                pages.add(new Page(number, words));
            }
            return pages;
        }
    }

    /** Row by row as it is read, so that a large table takes no more memory than its words. */
    private static String sheets(byte[] bytes) throws IOException, OpenXML4JException, XmlException, SAXException {
        if (bytes.length > SHEETS_BYTES_MAX) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "a table of at most 4 MB");
        }
        ZipSecureFile.setMaxEntrySize(ENTRY_BYTES_MAX);
        try (OPCPackage packed = OPCPackage.open(new ByteArrayInputStream(bytes));
                XSSFEventBasedExcelExtractor rows = new XSSFEventBasedExcelExtractor(packed)) {
            return rows.getText();
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

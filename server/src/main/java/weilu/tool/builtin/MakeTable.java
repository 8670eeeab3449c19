package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import weilu.media.AiMark;
import weilu.protocol.Attachment;
import weilu.tool.ToolContext;
import weilu.tool.ToolFile;
import weilu.tool.ToolResult;

/** Makes a spreadsheet that the answer carries. */
final class MakeTable implements Deed {
    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Sheet sheet = book.createSheet();
            Font bold = book.createFont();
            bold.setBold(true);
            CellStyle head = book.createCellStyle();
            head.setFont(bold);
            Row titles = sheet.createRow(0);
            int column = 0;
            for (JsonNode title : arguments.path("columns")) {
                Cell cell = titles.createCell(column++);
                cell.setCellValue(title.asText());
                cell.setCellStyle(head);
            }
            int number = 1;
            for (JsonNode values : arguments.path("rows")) {
                fill(sheet.createRow(number++), values);
            }
            sheet.createFreezePane(0, 1);
            book.getProperties().getCoreProperties().setCreator("AI");
            book.getProperties().getCustomProperties()
                    .addProperty(AiMark.FIELD, new AiMark("Weilu", context.turn().toString()).json());
            book.write(out);
            String name = arguments.path("name").asText() + ".xlsx";
            return ToolResult.of("the table has " + (number - 1) + " rows and is posted as " + name,
                    new ToolFile(Attachment.Kind.FILE, name, out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Text stays text: what begins like a formula is none. */
    private static void fill(Row row, JsonNode values) {
        int column = 0;
        for (JsonNode value : values) {
            Cell cell = row.createCell(column++);
            if (value.isNumber()) {
                cell.setCellValue(value.asDouble());
            } else if (value.isBoolean()) {
                cell.setCellValue(value.asBoolean());
            } else if (!value.isNull()) {
                cell.setCellValue(value.asText().substring(0, Math.min(value.asText().length(), 32_000)));
            }
        }
    }
}

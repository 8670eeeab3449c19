package weilu.tool.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import weilu.protocol.Attachment;
import weilu.tool.ToolContext;
import weilu.tool.ToolFile;
import weilu.tool.ToolResult;

/** Draws a chart that the answer carries. */
final class MakeChart implements Deed {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;


    @Override
    public ToolResult run(ToolContext context, JsonNode arguments) {
        List<String> labels = new ArrayList<>();
        arguments.path("labels").forEach(label -> labels.add(label.asText()));
        for (JsonNode series : arguments.path("series")) {
            if (series.path("values").size() != labels.size()) {
                return ToolResult.failed("each series needs one value for each of the " + labels.size() + " labels");
            }
        }
        String title = arguments.path("title").asText();
        Chart<?, ?> chart = arguments.path("kind").asText().equals("pie")
                ? pie(title, labels, arguments.path("series").get(0)) : category(title, labels, arguments);
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        chart.getStyler().setLegendFont(font).setChartTitleFont(font.deriveFont(Font.BOLD, 18f));
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            BitmapEncoder.saveBitmap(chart, out, BitmapFormat.PNG);
            return ToolResult.of("the chart is posted as a picture",
                    new ToolFile(Attachment.Kind.PICTURE, title + ".png", out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PieChart pie(String title, List<String> labels, JsonNode series) {
        PieChart chart = new PieChartBuilder().width(WIDTH).height(HEIGHT).title(title).build();
        for (int i = 0; i < labels.size(); i++) {
            chart.addSeries((i + 1) + " " + labels.get(i), Math.max(0, series.path("values").get(i).asDouble()));
        }
        return chart;
    }

    private static CategoryChart category(String title, List<String> labels, JsonNode arguments) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(title).build();
        boolean line = arguments.path("kind").asText().equals("line");
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        chart.getStyler().setAxisTickLabelsFont(font);
        chart.getStyler().setXAxisLabelRotation(labels.size() > 8 ? 45 : 0);
        int number = 1;
        for (JsonNode series : arguments.path("series")) {
            List<Double> values = new ArrayList<>();
            series.path("values").forEach(value -> values.add(value.asDouble()));
            String name = series.path("name").asText();
            CategorySeries added = chart.addSeries(chart.getSeriesMap().containsKey(name) ? name + " " + number : name,
                    labels, values);
            number++;
            if (line) {
                added.setChartCategorySeriesRenderStyle(CategorySeries.CategorySeriesRenderStyle.Line);
            }
        }
        return chart;
    }
}

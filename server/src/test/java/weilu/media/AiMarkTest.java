package weilu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import weilu.protocol.Json;

class AiMarkTest {
    private static final AiMark MARK = new AiMark("围炉 · 阿炉 <&>", "call-7");

    @Test
    @DisplayName("[AI1] a marked PNG shows the same picture and says in XMP that it was generated, by whom")
    void marksPng() throws IOException {
        byte[] plain = png();
        byte[] marked = MARK.onPng(plain);
        assertThat(ImageIO.read(new ByteArrayInputStream(marked)).getRGB(3, 3))
                .isEqualTo(ImageIO.read(new ByteArrayInputStream(plain)).getRGB(3, 3));
        String xmp = xmp(marked);
        assertThat(xmp).contains("xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\"").contains("&lt;&amp;&gt;");
        String value = xmp.substring(xmp.indexOf("<TC260:AIGC>") + 12, xmp.indexOf("</TC260:AIGC>"))
                .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        JsonNode field = Json.read(value, JsonNode.class);
        assertThat(field.path("Label").asText()).isEqualTo("1");
        assertThat(field.path("ContentProducer").asText()).isEqualTo("围炉 · 阿炉 <&>");
        assertThat(field.path("ProduceID").asText()).isEqualTo("call-7");
        assertThat(xmp(plain)).isNull();
    }

    @Test
    @DisplayName("[AI1] what is no PNG is not taken for one")
    void onlyPng() {
        assertThatThrownBy(() -> MARK.onPng("GIF89a, and long enough to hold a header of a PNG".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(3, 3, 0xb03f16);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** As the JDK's own reader, which checks the chunk's form, finds it. */
    private static String xmp(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            IIOMetadata metadata = reader.getImageMetadata(0);
            Element root = (Element) metadata.getAsTree("javax_imageio_png_1.0");
            NodeList entries = root.getElementsByTagName("iTXtEntry");
            for (int i = 0; i < entries.getLength(); i++) {
                Element entry = (Element) entries.item(i);
                if (entry.getAttribute("keyword").equals("XML:com.adobe.xmp")) {
                    return entry.getAttribute("text");
                }
            }
            return null;
        }
    }
}

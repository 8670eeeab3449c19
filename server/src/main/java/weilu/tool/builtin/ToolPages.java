package weilu.tool.builtin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import weilu.gateway.ToolSpec;
import weilu.protocol.Json;

/** What tools are told to models as, from {@code resources/tools}. */
public final class ToolPages {
    private ToolPages() {}

    public static ToolSpec read(String name) {
        try (InputStream page = ToolPages.class.getResourceAsStream("/tools/" + name + ".json")) {
            return Json.mapper().readValue(page, ToolSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

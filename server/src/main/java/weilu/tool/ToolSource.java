package weilu.tool;

import java.util.List;

/** Where tools come from: built in, from MCP servers, from OpenAPI files. Asked anew each time, for they come and go. */
public interface ToolSource {
    List<Tool> tools();
}

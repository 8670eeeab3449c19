package weilu.tool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All tools of this server, by name. */
public final class Tools {
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final List<ToolSource> sources;

    public Tools(List<ToolSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The first tool of a name counts: the sources come in order of trust. */
    public List<Tool> all() {
        Map<String, Tool> byName = new LinkedHashMap<>();
        for (ToolSource source : sources) {
            for (Tool tool : source.tools()) {
                if (NAME.matcher(tool.name()).matches()) {
                    byName.putIfAbsent(tool.name(), tool);
                }
            }
        }
        return List.copyOf(byName.values());
    }

    public Optional<Tool> find(String name) {
        return all().stream().filter(tool -> tool.name().equals(name)).findFirst();
    }

    /** What an agent was given, as it is there now. */
    public Toolset of(Set<String> names) {
        List<Tool> found = new ArrayList<>();
        Set<String> missing = new TreeSet<>(names);
        for (Tool tool : all()) {
            if (missing.remove(tool.name())) {
                found.add(tool);
            }
        }
        return new Toolset(found, missing);
    }

    /** @param missing named, but not there */
    public record Toolset(List<Tool> tools, Collection<String> missing) {
        public Toolset {
            tools = List.copyOf(tools);
            missing = List.copyOf(missing);
        }

        public static final Toolset NONE = new Toolset(List.of(), List.of());

        public Optional<Tool> find(String name) {
            return tools.stream().filter(tool -> tool.name().equals(name)).findFirst();
        }
    }
}

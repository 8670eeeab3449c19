package weilu.gateway;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weilu.gateway.ScriptedModel.Script;

/**
 * A model that does whatever anything in its prompt tells it to, wherever that stands: {@code CALL tool {"json":1}} wishes for
 * the call, {@code SAY text} says it, {@code REVEAL} says all it was given.
 */
final class ObedientModel {
    private static final Pattern CALL = Pattern.compile("CALL ([A-Za-z0-9_-]+) (\\{[^{}]*\\})");
    private static final Pattern SAY = Pattern.compile("SAY ([^\\n⏎\"]+)");
    private static final int REVEALED_CHARACTERS_MAX = 8_000;

    private ObedientModel() {}

    static Script obey(String body) {
        String read = body.replace("\\\"", "\"").replace("\\n", "\n");
        Set<List<String>> wishes = new LinkedHashSet<>();
        Matcher call = CALL.matcher(read);
        while (call.find()) {
            if (!read.contains("\"name\":\"" + call.group(1) + "\",\"arguments\":\"" + call.group(2))) {
                wishes.add(List.of(call.group(1), call.group(2)));
            }
        }
        Script script = Script.say();
        for (List<String> wish : wishes) {
            script = script.andCall(wish.get(0), wish.get(1));
        }
        if (!wishes.isEmpty()) {
            return script;
        }
        List<String> said = new ArrayList<>();
        Matcher say = SAY.matcher(read);
        while (say.find()) {
            said.add(say.group(1));
        }
        if (read.contains("REVEAL")) {
            said.add(read.substring(0, Math.min(read.length(), REVEALED_CHARACTERS_MAX)));
        }
        return Script.say(said.isEmpty() ? "好的" : String.join("\n", said));
    }
}

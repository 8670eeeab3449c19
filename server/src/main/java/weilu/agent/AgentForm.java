package weilu.agent;

import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import weilu.account.DisplayNames;
import weilu.agent.AgentDefinition.Budget;
import weilu.protocol.ErrorCode;
import weilu.protocol.Refusal;

/** Checks the form of what somebody enters for an agent, and cleans it. */
public final class AgentForm {
    public static final int ABOUT_CHARACTERS_MAX = 500;
    public static final int PERSONA_CHARACTERS_MAX = 8_000;
    public static final int GREETING_CHARACTERS_MAX = 500;
    public static final int TOOLS_MAX = 40;
    public static final int TOOL_CHARACTERS_MAX = 64;
    public static final int KEYWORDS_MAX = 20;
    public static final int KEYWORD_CHARACTERS_MAX = 30;
    public static final int EXAMPLES_MAX = 8;
    public static final int EXAMPLE_CHARACTERS_MAX = 200;
    public static final int FILES_MAX = 20;
    public static final int TURNS_PER_DAY_MAX = 100_000;
    public static final long TOKENS_PER_DAY_MAX = 1_000_000_000L;
    static final double TEMPERATURE_MAX = 2;
    /** Control characters other than a new line or a tab, and what turns the direction of writing. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}&&[^\n\t]]|[\u202A-\u202E\u2066-\u2069\u200E\u200F]|\\p{Cs}|\\p{Cn}");
    private static final Pattern TOOL = Pattern.compile("[a-zA-Z0-9_.:/-]{1," + TOOL_CHARACTERS_MAX + "}");

    private final DisplayNames names;

    public AgentForm(DisplayNames names) {
        this.names = names;
    }

    /** The definition, cleaned. Refuses INVALID, naming the field. */
    public AgentDefinition check(AgentDefinition given) {
        return check(given, names.require("name", given.name()));
    }

    /** Like {@link #check(AgentDefinition)} for one whose name is not its builder's to choose. */
    AgentDefinition check(AgentDefinition given, String name) {
        if (given.temperature() != null && !(given.temperature() >= 0 && given.temperature() <= TEMPERATURE_MAX)) {
            throw invalid("temperature", "0 to " + (int) TEMPERATURE_MAX);
        }
        if (new HashSet<>(given.knowledge()).size() < given.knowledge().size() || given.knowledge().size() > FILES_MAX) {
            throw invalid("knowledge", "at most " + FILES_MAX + " files, each once");
        }
        return new AgentDefinition(name, given.picture(),
                text("about", given.about(), ABOUT_CHARACTERS_MAX), text("persona", given.persona(), PERSONA_CHARACTERS_MAX),
                text("greeting", given.greeting(), GREETING_CHARACTERS_MAX), given.model(), given.temperature(),
                given.thinking(), list("tools", given.tools(), TOOLS_MAX, AgentForm::tool),
                list("keywords", given.keywords(), KEYWORDS_MAX, one -> line("keywords", one, KEYWORD_CHARACTERS_MAX)),
                budget(given.budget()),
                list("examples", given.examples(), EXAMPLES_MAX, one -> line("examples", one, EXAMPLE_CHARACTERS_MAX)),
                given.knowledge());
    }

    /** A line about a change, for the list of versions. */
    static String note(String given) {
        return given == null || given.isBlank() ? "" : line("note", given, EXAMPLE_CHARACTERS_MAX);
    }

    private static Budget budget(Budget given) {
        if (given.turnsPerDay() != null && (given.turnsPerDay() < 1 || given.turnsPerDay() > TURNS_PER_DAY_MAX)) {
            throw invalid("turnsPerDay", "1 to " + TURNS_PER_DAY_MAX);
        }
        if (given.tokensPerDay() != null && (given.tokensPerDay() < 1 || given.tokensPerDay() > TOKENS_PER_DAY_MAX)) {
            throw invalid("tokensPerDay", "1 to " + TOKENS_PER_DAY_MAX);
        }
        return given;
    }

    private static String tool(String given) {
        if (!TOOL.matcher(given).matches()) {
            throw invalid("tools", "a tool is named by 1 to " + TOOL_CHARACTERS_MAX + " plain letters");
        }
        return given;
    }

    /** Without empty ones and repeats. */
    private static List<String> list(String field, List<String> given, int max, UnaryOperator<String> check) {
        List<String> cleaned = given.stream().map(String::strip).filter(one -> !one.isEmpty()).map(check).distinct().toList();
        if (cleaned.size() > max) {
            throw invalid(field, "at most " + max);
        }
        return cleaned;
    }

    private static String line(String field, String given, int charactersMax) {
        String text = text(field, given, charactersMax);
        if (text.isEmpty() || text.contains("\n")) {
            throw invalid(field, "1 to " + charactersMax + " characters on one line");
        }
        return text;
    }

    private static String text(String field, String given, int charactersMax) {
        String text = given.replace("\r\n", "\n").strip();
        if (text.codePointCount(0, text.length()) > charactersMax) {
            throw invalid(field, "at most " + charactersMax + " characters");
        }
        if (UNSEEN.matcher(text).find()) {
            throw invalid(field, "has no control or direction-changing characters");
        }
        return text;
    }

    static Refusal invalid(String field, String detail) {
        return Refusal.field(ErrorCode.INVALID, field, detail);
    }}

package weilu.account;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tells whether a name could be taken for the host agent's or for one of the badges the product itself shows. */
public final class LookAlikes {
    /** Refused as a whole name, and as a part set off by a space, a bracket or the like. */
    private static final List<String> BADGES = List.of("系统", "系統", "系统消息", "系統消息", "系统通知", "官方", "管理员", "管理員",
            "派主", "客服", "智能体", "智能體", "围炉", "圍爐", "weilu", "system", "official", "admin", "administrator",
            "moderator");
    /** Refused as a whole name only: these are words or names of people too. */
    private static final List<String> WHOLE_BADGES =
            List.of("agent", "bot", "owner", "host", "support", "you", "我", "你", "所有人", "all", "everyone");
    /** Marks that the product puts beside names itself. */
    private static final String BADGE_MARKS = "✓✔☑✅🤖🛡👑";
    /** Han characters that the eye takes for another; Unicode's own table has next to none of them. */
    private static final Map<Integer, Integer> HAN = Map.of(
            (int) '啊', (int) '阿', (int) '呵', (int) '阿', (int) '婀', (int) '阿',
            (int) '爐', (int) '炉', (int) '鑪', (int) '炉', (int) '垆', (int) '炉', (int) '妒', (int) '炉',
            (int) '圍', (int) '围');

    private final String hostAgent;
    private Forms forms;

    /** What the names to keep free look like. Made at first use: the table behind it takes a while to load. */
    private record Forms(SpoofChecker checker, Set<String> parts, Set<String> wholes, String agent) {}

    /** @param hostAgent the name the host agent goes by, for example 阿炉 */
    public LookAlikes(String hostAgent) {
        this.hostAgent = hostAgent;
    }

    public boolean isTaken(String name) {
        if (name.codePoints().anyMatch(character -> BADGE_MARKS.indexOf(character) >= 0)) {
            return true;
        }
        Forms known = forms();
        String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
        Set<String> wholes = looks(known.checker(), lettersOf(compatible));
        if (wholes.stream().anyMatch(look -> known.wholes().contains(look) || resemblesAgent(known, look))) {
            return true;
        }
        return Arrays.stream(compatible.split("[^\\p{L}\\p{M}\\p{N}]+"))
                .filter(part -> !part.isEmpty())
                .flatMap(part -> looks(known.checker(), part).stream())
                .anyMatch(known.parts()::contains);
    }

    /** A short Latin name inside another word is chance; 阿炉 inside a name is not. */
    private static boolean resemblesAgent(Forms known, String look) {
        boolean ideographic = known.agent().codePoints().allMatch(Character::isIdeographic);
        return ideographic ? look.contains(known.agent()) : look.equals(known.agent());
    }

    private synchronized Forms forms() {
        if (forms == null) {
            SpoofChecker checker = new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();
            Set<String> parts = looksOfAll(checker, BADGES);
            parts.addAll(looks(checker, hostAgent));
            Set<String> wholes = looksOfAll(checker, WHOLE_BADGES);
            wholes.addAll(parts);
            forms = new Forms(checker, parts, wholes, look(checker, fold(lettersOf(hostAgent))));
        }
        return forms;
    }

    private static Set<String> looksOfAll(SpoofChecker checker, List<String> names) {
        return names.stream()
                .flatMap(name -> IntStream.range(0, 3).mapToObj(form -> cased(name, form)))
                .flatMap(name -> looks(checker, name).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** ADMIN, admin and Admin have different look-alikes: a small L passes for a capital I alone. */
    private static String cased(String name, int form) {
        return switch (form) {
            case 0 -> name;
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
    }

    private static Set<String> looks(SpoofChecker checker, String letters) {
        return Set.copyOf(List.of(look(checker, letters), look(checker, fold(letters))));
    }

    private static String look(SpoofChecker checker, String letters) {
        return fold(checker.getSkeleton(asPlainHan(letters)));
    }

    private static String asPlainHan(String letters) {
        return letters.codePoints().map(character -> HAN.getOrDefault(character, character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String lettersOf(String name) {
        return name.codePoints().filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String fold(String text) {
        return UCharacter.foldCase(Normalizer.normalize(text, Normalizer.Form.NFKC), true);
    }
}

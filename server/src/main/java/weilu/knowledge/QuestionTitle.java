package weilu.knowledge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What a conversation is about, in a few words of its first question. There is no dictionary and no model. */
public final class QuestionTitle {
    static final int CHARACTERS_MAX = 24;
    private static final int CLAUSE_CHARACTERS_MIN = 4;
    private static final Pattern CLAUSES = Pattern.compile("[\\n。！!？?；;…]+|(?<=[^0-9]),|，");
    private static final Pattern POLITE = Pattern.compile("""
            ^(?:你好|您好|嗨|哈喽|请问一下|请问|請問|麻烦你|麻烦|请你|请|幫我|帮我|帮忙|我想知道|我想问问|我想问|能不能|可以|\
            hi|hello|hey|please|could you|can you|would you|i would like to know|i want to know|tell me|help me)\
            (?:\\b|(?<=[^a-z]))[\\s,，。!！:：]*""", Pattern.CASE_INSENSITIVE);
    private static final Pattern MARKS = Pattern.compile("^[\\s\\p{P}\\p{S}]+|[\\s\\p{P}\\p{S}]+$");

    private QuestionTitle() {}

    /** Empty when the question has no words. */
    public static String of(String question) {
        String text = polite(question == null ? "" : question.strip());
        List<String> clauses = Arrays.stream(CLAUSES.split(text)).map(QuestionTitle::polite)
                .map(clause -> MARKS.matcher(clause).replaceAll("").replaceAll("\\s+", " ")).filter(clause -> !clause.isEmpty())
                .toList();
        String clause = clauses.stream().filter(one -> length(one) >= CLAUSE_CHARACTERS_MIN).findFirst()
                .orElseGet(() -> clauses.stream().max(Comparator.comparing(QuestionTitle::length)).orElse(""));
        return length(clause) <= CHARACTERS_MAX ? clause : cut(clause) + "…";
    }

    private static String polite(String text) {
        String before = text;
        String after = POLITE.matcher(text.strip()).replaceFirst("");
        while (!after.equals(before)) {
            before = after;
            after = POLITE.matcher(after.strip()).replaceFirst("");
        }
        return after.isBlank() ? text.strip() : after.strip();
    }

    /** At a space when one is near, so that no word is cut in two. */
    private static String cut(String text) {
        String cut = text.substring(0, text.offsetByCodePoints(0, CHARACTERS_MAX));
        int space = cut.lastIndexOf(' ');
        return (space > cut.length() / 2 ? cut.substring(0, space) : cut).strip();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}

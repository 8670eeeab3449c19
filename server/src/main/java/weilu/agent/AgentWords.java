package weilu.agent;

import java.util.Locale;

/** The lines an agent says by itself, without a model, in both languages. */
public enum AgentWords {
    CHINESE("""
            我是%s。@我或引用消息来问我：「总结一下」看要点，「我错过了什么」补上没看的，也可以直接问这个派里说过的事。\
            """,
            "要点摘录 · %d 个话题", "还没有可以摘录的内容。", "找到 %d 条相关的消息。", "在这个派里没有找到相关的消息。", "（已停止）",
            "我是%s。这台服务器还没有接上能用的模型，所以我现在只能找这个派里说过的话、摘录要点。"),
    ENGLISH("""
            I am %s. Mention me or quote a message to ask: “summarise” for key messages, “what did I miss” to catch up, \
            or any question about what was said in this room.\
            """,
            "Key messages · topics: %d", "There is nothing to quote yet.", "Messages found: %d", "Not found in this room.",
            "(stopped)",
            "I am %s. No model is connected that I may use, so for now I can only find and quote what was said in this room.");

    private final String greeting;
    private final String keyMessages;
    private final String nothingToQuote;
    private final String found;
    private final String notFound;
    private final String stopped;
    private final String noModel;

    AgentWords(String greeting, String keyMessages, String nothingToQuote, String found, String notFound, String stopped,
            String noModel) {
        this.greeting = greeting;
        this.keyMessages = keyMessages;
        this.nothingToQuote = nothingToQuote;
        this.found = found;
        this.notFound = notFound;
        this.stopped = stopped;
        this.noModel = noModel;
    }

    /** For a language tag such as {@code zh-CN} or {@code en}. */
    public static AgentWords of(String language) {
        return language.toLowerCase(Locale.ROOT).startsWith("zh") ? CHINESE : ENGLISH;
    }

    /** In the language somebody wrote in; a text in no language at all is answered in theirs. */
    public static AgentWords answering(String text, String language) {
        if (text.codePoints().anyMatch(Character::isIdeographic)) {
            return CHINESE;
        }
        return text.codePoints().anyMatch(Character::isLetter) ? ENGLISH : of(language);
    }

    public String greeting(String name) {
        return greeting.formatted(name);
    }

    public String keyMessages(int topics) {
        return topics == 0 ? nothingToQuote : keyMessages.formatted(topics);
    }

    public String found(int messages) {
        return messages == 0 ? notFound : found.formatted(messages);
    }

    public String stopped() {
        return stopped;
    }

    /** What an agent says that has only the embedded engine to speak with. */
    public String noModel(String name) {
        return noModel.formatted(name);
    }

    /** As prompts name it to a model. */
    public String languageName() {
        return this == CHINESE ? "简体中文" : "English";
    }
}

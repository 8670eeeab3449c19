package weilu.agent;

import java.util.List;
import java.util.Locale;

/** The lines an agent says by itself, without a model, in both languages. */
public enum AgentWords {
    CHINESE("""
            我是%s。@我或引用消息来问我：「总结一下」看要点，「我错过了什么」补上没看的，也可以直接问这个派里说过的事。\
            """,
            "要点摘录 · %d 个话题", "还没有可以摘录的内容。", "找到 %d 条相关的消息。", "在这个派里没有找到相关的消息。", "（已停止）",
            "我是%s。这台服务器还没有接上能用的模型，所以我现在只能找这个派里说过的话、摘录要点。",
            "圆桌 · %d 个回答",
            "那个派现在读不到了：你或我已经不在里面。",
            List.of("记住了：「%s」。只有你和我的单独对话会用到，在「设置 → 记忆」里看、改、删。",
                    "这个派的记忆里有了：「%s」。大家在「派设置 → 记忆」里都看得见。",
                    "这个派的记忆由管理员来写；想让我只为你记住，请在单独对话里说。",
                    "没能记住：太长了，或者已经记满 100 条。")),
    ENGLISH("""
            I am %s. Mention me or quote a message to ask: “summarise” for key messages, “what did I miss” to catch up, \
            or any question about what was said in this room.\
            """,
            "Key messages · topics: %d", "There is nothing to quote yet.", "Messages found: %d", "Not found in this room.",
            "(stopped)",
            "I am %s. No model is connected that I may use, so for now I can only find and quote what was said in this room.",
            "Round table · answers: %d",
            "That room cannot be read any more: you or I am no longer in it.",
            List.of("Remembered: “%s”. Only our own conversations use it; see, correct and delete it in Settings → Memory.",
                    "This room’s memory now has: “%s”. Everybody here sees it in Room settings → Memory.",
                    "Admins write this room’s memory; what is for you alone, tell me in a conversation of our own.",
                    "Not remembered: it is too long, or 100 lines are remembered already."));

    private final String greeting;
    private final String keyMessages;
    private final String nothingToQuote;
    private final String found;
    private final String notFound;
    private final String stopped;
    private final String noModel;
    private final String roundTable;
    private final String outOfRoom;
    private final List<String> memory;

    AgentWords(String greeting, String keyMessages, String nothingToQuote, String found, String notFound, String stopped,
            String noModel, String roundTable, String outOfRoom, List<String> memory) {
        this.roundTable = roundTable;
        this.greeting = greeting;
        this.keyMessages = keyMessages;
        this.nothingToQuote = nothingToQuote;
        this.found = found;
        this.notFound = notFound;
        this.stopped = stopped;
        this.noModel = noModel;
        this.outOfRoom = outOfRoom;
        this.memory = memory;
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

    public String roundTable(int answers) {
        return roundTable.formatted(answers);
    }

    public String stopped() {
        return stopped;
    }

    /** What an agent says that has only the embedded engine to speak with. */
    public String noModel(String name) {
        return noModel.formatted(name);
    }

    /** Of the asker alone. */
    public String remembered(String what) {
        return memory.get(0).formatted(what);
    }

    /** Of the room. */
    public String rememberedHere(String what) {
        return memory.get(1).formatted(what);
    }

    public String adminsRemember() {
        return memory.get(2);
    }

    public String notRemembered() {
        return memory.get(3);
    }

    /** To a whisper about a room that is closed to its asker. */
    public String outOfRoom() {
        return outOfRoom;
    }

    /** To people who have just come in. @param more how many came besides those who are named */
    public String welcome(List<String> names, int more, String room) {
        if (this == CHINESE) {
            return "欢迎 " + String.join("、", names) + (more == 0 ? "" : " 和另外 " + more + " 位") + " 来到「" + room + "」！";
        }
        return "Welcome to “" + room + "”, " + String.join(", ", names) + (more == 0 ? "" : " and " + more + " more") + "!";
    }

    /** To everybody: another agent answers next. */
    public String passedOn(String name) {
        return this == CHINESE ? "这一问 @" + name + " 更在行，请它来答。" : "@" + name + " knows more about this. Over to them.";
    }

    /** Stands over passages of an agent's own files. */
    public String fromFiles() {
        return this == CHINESE ? "我的文件里是这样写的：" : "My files say:";
    }

    /** As prompts name it to a model. */
    public String languageName() {
        return this == CHINESE ? "简体中文" : "English";
    }
}

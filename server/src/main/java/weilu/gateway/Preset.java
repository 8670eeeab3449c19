package weilu.gateway;

import java.util.List;
import java.util.stream.Stream;

/**
 * A provider that is known by name, so that only its key is asked for. Where it is, its models, and in which words it is told to
 * think, was looked up; docs/models.md says where and when. What its models can do is found by trying.
 */
public enum Preset {
    HUNYUAN("混元", "Hunyuan", "https://tokenhub.tencentmaas.com/v1", Dialect.ENABLE, "hy3-preview"),
    DEEPSEEK("DeepSeek", "DeepSeek", "https://api.deepseek.com", Dialect.SWITCH, "deepseek-v4-flash", "deepseek-v4-pro"),
    QWEN("千问", "Qwen", "https://dashscope.aliyuncs.com/compatible-mode/v1", Dialect.ENABLE, "qwen-plus", "qwen3-vl-plus"),
    DOUBAO("豆包", "Doubao", "https://ark.cn-beijing.volces.com/api/v3", Dialect.SWITCH,
            "doubao-seed-2-0-lite-260215", "doubao-seed-2-0-pro-260215"),
    KIMI("Kimi", "Kimi", "https://api.moonshot.cn/v1", Dialect.SWITCH, "kimi-k2.6"),
    GLM("GLM", "GLM", "https://open.bigmodel.cn/api/paas/v4", Dialect.SWITCH, "glm-5.2", "glm-5v-turbo"),
    OPENAI("OpenAI", "OpenAI", "https://api.openai.com/v1", Dialect.EFFORT, "gpt-5.4-mini"),
    OLLAMA("Ollama", "Ollama", "http://127.0.0.1:11434/v1", Dialect.EFFORT_OR_NONE),
    VLLM("vLLM", "vLLM", "http://127.0.0.1:8000/v1", Dialect.TEMPLATE),
    LLAMA_CPP("llama.cpp", "llama.cpp", "http://127.0.0.1:8080/v1", Dialect.TEMPLATE),
    /** A file on this machine that runs inside ({@link InnerModel}); where it is asked is known only while it runs. */
    GGUF("本机模型文件", "Model file", "http://127.0.0.1:1/v1", Dialect.TEMPLATE),
    OTHER("", "", "", Dialect.PLAIN);

    private final String chinese;
    private final String english;
    private final String baseUrl;
    private final Dialect dialect;
    private final List<String> models;

    /**
     * As the settings page shows it.
     *
     * @param models to begin with; empty where only the machine knows which it has
     * @param local it runs on the own machine and needs no key
     */
    public record View(Preset preset, String chinese, String english, String baseUrl, List<String> models, boolean local) {}

    Preset(String chinese, String english, String baseUrl, Dialect dialect, String... models) {
        this.chinese = chinese;
        this.english = english;
        this.baseUrl = baseUrl;
        this.dialect = dialect;
        this.models = List.of(models);
    }

    /** Those a provider can be entered for. */
    public static List<Preset> entered() {
        return Stream.of(values()).filter(one -> one != GGUF).toList();
    }

    public View view() {
        return new View(this, chinese, english, baseUrl, models, isLocal());
    }

    public String chinese() {
        return chinese;
    }

    public String baseUrl() {
        return baseUrl;
    }

    public List<String> models() {
        return models;
    }

    public boolean isLocal() {
        return baseUrl.startsWith("http:");
    }

    Dialect dialect() {
        return dialect;
    }
}

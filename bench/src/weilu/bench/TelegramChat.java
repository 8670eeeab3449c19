package weilu.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A made-up chat of eight friends as Telegram Desktop exports it, the same from the same seed. */
final class TelegramChat {
    /** Stands in the last message alone. */
    static final String LAST_WORD = "灰烬余温";

    private static final String[] NAMES = {"小红", "小明", "张三", "李四", "王小二", "Ann", "Tom", "阿迟"};
    private static final String[] WORDS = {
        "周六", "火锅", "毛肚", "几点", "集合", "地铁", "hotpot", "Saturday", "at seven", "好的", "哈哈", "没问题", "老地方", "微辣",
        "记得带伞", "https://example.org/menu", "🍲", "三百五十块", "who pays", "我先到"};
    private static final long FIRST_SECOND = 1_600_000_000L;
    private static final int SECONDS_BETWEEN_MAX = 120;
    private static final int WORDS_MAX = 24;
    private static final int REPLIES_ONE_IN = 3;
    private static final int REPLY_BACK_MAX = 3_000;

    private final Random random;

    TelegramChat(long seed) {
        this.random = new Random(seed);
    }

    void write(Path file, int messages) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\n \"name\": \"火锅派\",\n \"type\": \"private_group\",\n \"id\": 4815162342,\n"
                    + " \"messages\": [\n");
            long second = FIRST_SECOND;
            for (int id = 1; id <= messages; id++) {
                second += random.nextInt(SECONDS_BETWEEN_MAX);
                out.write(message(id, second, id == messages ? LAST_WORD : text()));
                out.write(id < messages ? ",\n" : "\n");
            }
            out.write(" ]\n}\n");
        }
    }

    /** The text stands in it twice, as in a real export. */
    private String message(int id, long second, String text) {
        int author = random.nextInt(NAMES.length);
        boolean replies = id > 1 && random.nextInt(REPLIES_ONE_IN) == 0;
        int back = replies ? 1 + random.nextInt(Math.min(id - 1, REPLY_BACK_MAX)) : 0;
        String reply = replies ? "   \"reply_to_message_id\": " + (id - back) + ",\n" : "";
        return """
                  {
                   "id": %d,
                   "type": "message",
                   "date": "2020-09-13T12:26:40",
                   "date_unixtime": "%d",
                   "from": "%s",
                   "from_id": "user%d",
                %s   "text": "%s",
                   "text_entities": [
                    {
                     "type": "plain",
                     "text": "%s"
                    }
                   ]
                  }""".formatted(id, second, NAMES[author], 100 + author, reply, text, text);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int words = 1 + random.nextInt(WORDS_MAX); words > 0; words--) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(words % 5 == 0 ? "，" : " ");
        }
        return text.append(random.nextInt(10_000)).toString();
    }
}

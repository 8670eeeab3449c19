package weilu.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A room that has been talked in for years: opening it, jumping to any place of it and searching it, over HTTP, one request
 * after the other. It takes minutes to furnish, most of them the server's own indexing.
 */
final class Page implements Bench {
    private static final int MESSAGES = 1_000_000;
    private static final int MESSAGES_QUICK = 20_000;
    private static final int REQUESTS = 400;
    private static final int REQUESTS_QUICK = 40;
    private static final int INDEXING_MINUTES_MAX = 15;
    private static final double P99_MS_MAX = 50;
    private static final long SEED = 20_261_122;
    /** Every so many messages one holds a word that no other does. */
    private static final int RARE_EVERY = 1_000;

    private static final String WHO = "['小红','老王','阿明','外婆','班长','小李','表姐','楼下的邻居']";
    private static final String DID = "['说今晚吃火锅','问谁有充电器','把照片发群里了','在路上堵车','报名周末爬山','订了三个人的位子',"
            + "'找不到会议链接','说快递放门口','提醒带伞','在看球赛','考完试了','想换个话题','搬家需要帮忙','买了橘子','唱歌跑调']";
    private static final String THEN = "['大家看一下','明天再说','哈哈哈','收到请回复','有人一起吗','辛苦了','真的假的','别忘了',"
            + "'到家报平安','七点见','see you there','好的好的']";

    /** From frequent to never said; %d is the number of a message with a rare word. */
    private static final List<String> QUERIES =
            List.of("火锅", "爬山 七点", "see you", "订单%d", "充电器 别忘了", "长颈鹿", "外婆", "橘子 真的假的");

    /** One request; the number tells which. */
    private interface Ask {
        String path(int number);
    }

    @Override
    public void measure(Run run) throws Exception {
        int messages = run.isQuick() ? MESSAGES_QUICK : MESSAGES;
        int requests = run.isQuick() ? REQUESTS_QUICK : REQUESTS;
        try (Product product = run.closing(Product.start(run.home(), run.folder()))) {
            Person person = Person.first(product, "xiaohong");
            long room = person.createRoom("十年老群").at("/room/id").asLong();
            run.say("writing " + messages + " messages into the tables");
            try (Connection connection = product.database()) {
                furnish(connection, room, messages);
                run.say("the server indexes them");
                long began = System.nanoTime();
                person.post("/api/rooms/" + room + "/messages",
                        Map.of("clientMessageId", UUID.randomUUID().toString(), "body", "都在吗"));
                awaitIndex(connection, room);
                run.figure("indexed_per_s", messages / ((System.nanoTime() - began) / 1e9));
            }
            String base = "/api/rooms/" + room;
            Random random = new Random(SEED);
            measure(run, person, "open", requests, number -> base);
            measure(run, person, "jump", requests,
                    number -> base + "/messages?around=" + (messages / 4 + random.nextInt(messages / 2)));
            measure(run, person, "search", requests, number -> base + "/search?query=" + URLEncoder.encode(
                    QUERIES.get(number % QUERIES.size()).formatted(random.nextInt(messages / RARE_EVERY)),
                    StandardCharsets.UTF_8));
            run.figure("messages", messages);
        }
    }

    private static void measure(Run run, Person person, String what, int requests, Ask ask)
            throws IOException, InterruptedException {
        Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        // As many to warm up: the server has only just started.
        for (int i = -requests; i < requests; i++) {
            String path = ask.path(i + requests);
            long began = System.nanoTime();
            person.get(path);
            if (i >= 0) {
                nanos.recordValue(System.nanoTime() - began);
            }
        }
        run.figure(what + "_p50_ms", nanos.getValueAtPercentile(50) / 1e6);
        double p99 = nanos.getValueAtPercentile(99) / 1e6;
        if (run.isQuick()) {
            run.figure(what + "_p99_ms", p99);
        } else {
            run.atMost(what + "_p99_ms", p99, P99_MS_MAX);
        }
    }

    /** People, what they did and a rejoinder, drawn evenly; times a minute apart. */
    private static void furnish(Connection connection, long room, int messages) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select setseed(0.5)");
            statement.execute("""
                    with said as (
                        select n, (array%2$s)[1 + floor(random() * 8)] || (array%3$s)[1 + floor(random() * 15)] || ','
                            || (array%4$s)[1 + floor(random() * 12)]
                            || case when n %% %5$d = 0 then ',订单' || n / %5$d else '' end as body
                        from generate_series(1, %6$d) n
                    ), head as (
                        update room set head_seq = head_seq + %6$d where id = %1$d returning head_seq - %6$d as before
                    )
                    insert into room_event (room_id, seq, at, kind, author, client_message_id, content_hash, event)
                    select %1$d, head.before + n, now() - interval '1 minute' * (%6$d - n), 'messagePosted', m.id, c.id, n,
                           json_build_object('type', 'messagePosted', 'author', m.id, 'clientMessageId', c.id, 'body', body,
                               'mentions', json_build_array(), 'attachments', json_build_array(), 'hops', 0,
                               'recalled', false)::text
                    from said, head, lateral (select gen_random_uuid() as id where n > 0) c,
                         (select id from member where room_id = %1$d and role = 'owner') m
                    """.formatted(room, WHO, DID, THEN, RARE_EVERY, messages));
            statement.execute("analyze room_event");
        }
    }

    private static void awaitIndex(Connection connection, long room) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(INDEXING_MINUTES_MAX);
        try (Statement statement = connection.createStatement()) {
            while (System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery("select head_seq - coalesce(word_seq, 0) from room "
                        + "left join index_cursor on room_id = id where id = " + room)) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        throw new IOException("the index did not reach the end within " + INDEXING_MINUTES_MAX + " minutes");
    }
}

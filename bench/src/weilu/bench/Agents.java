package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import weilu.bench.ChattyModel.Habit;

/**
 * Agents that never stop by themselves: each one's model always has something for all the others, agrees, echoes or plays
 * ping-pong. Rooms of two and of five of them must fall silent within the hop limit; one button must end everything; and talk
 * that is not for them must not reach a model at all.
 */
final class Agents implements Bench {
    private static final List<String> OTHERS = List.of("老师", "教练", "管家", "书记");
    private static final int HOPS_MAX = 3;
    /** One that was asked, and six that were handed over to. */
    private static final int ANSWERS_MAX = 7;
    private static final int CHATTER = 10_000;
    private static final int CHATTER_QUICK = 400;
    private static final int SPEAKERS = 8;
    private static final int QUIET_MS = 1_500;
    private static final int SETTLED_S_MAX = 60;
    private static final double STOPPED_S_MAX = 5;
    private static final List<String> SAID = List.of("今天吃什么好呢？", "我到了", "哈哈哈哈", "阿炉真厉害", "谁带了充电宝", "在路上，十分钟",
            "这家的毛肚不错", "what time is it?", "明天几点集合？", "收到", "老师说得对", "我先去排队", "👍👍", "有人要喝冰粉吗");

    @Override
    public void measure(Run run) throws Exception {
        ChattyModel model = run.closing(new ChattyModel());
        Map<String, String> settings = new LinkedHashMap<>(Village.DOORS_WIDE);
        settings.put("WEILU_MODEL_HOSTS", model.place());
        Product product = run.closing(Product.start(run.home(), run.folder(), settings));
        Person owner = Person.first(product, "xiaohong");
        owner.post("/api/providers", Map.of("name", "chatty", "baseUrl", "http://" + model.place() + "/v1", "model", "chatty",
                "localAllowed", true));
        String host = owner.get("/api/rooms/" + owner.createRoom("火锅派").at("/room/id").asLong() + "/manners")
                .at("/agents/0/name").asText();
        chatter(run, product, owner, model);
        for (int agents : new int[] {2, 5}) {
            List<String> names = new ArrayList<>(List.of(host));
            names.addAll(OTHERS.subList(0, agents - 1));
            for (Habit habit : Habit.values()) {
                if (habit != Habit.HANGS) {
                    fallsSilent(run, product, owner, model, names, habit);
                }
            }
        }
        List<String> all = new ArrayList<>(List.of(host));
        all.addAll(OTHERS);
        stops(run, product, owner, model, all);
    }

    /** Talk that is for nobody in particular, with three agents in the room who are asked for nothing. */
    private static void chatter(Run run, Product product, Person owner, ChattyModel model) throws Exception {
        long room = owner.createRoom("闲聊").at("/room/id").asLong();
        seat(product, room, OTHERS.subList(0, 2));
        int count = run.isQuick() ? CHATTER_QUICK : CHATTER;
        int before = model.asked.get();
        long began = System.nanoTime();
        try (ExecutorService speakers = Executors.newFixedThreadPool(SPEAKERS)) {
            List<Future<Long>> saying = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String body = SAID.get(i % SAID.size()) + (i % 3 == 0 ? "" : " " + i);
                saying.add(speakers.submit(() -> say(owner, room, body)));
            }
            for (Future<Long> one : saying) {
                one.get();
            }
        }
        awaitLooked(owner, room);
        run.figure("chatter_messages", count);
        run.figure("chatter_s", (System.nanoTime() - began) / 1e9);
        run.atMost("chatter_requests", model.asked.get() - before, 0);
        run.atMost("chatter_sent_out", owner.get("/api/rooms/" + room + "/outbound").path("calls").size(), 0);
        if (model.asked.get() > before) {
            run.breach("chit-chat reached the model");
        }
    }

    /** What is asked last is answered, so everything before it was looked at. */
    private static void awaitLooked(Person owner, long room) throws Exception {
        long ask = say(owner, room, "@阿炉 你能做什么");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_S_MAX);
        while (System.nanoTime() < end) {
            for (JsonNode message : messages(owner, room)) {
                if (message.path("quote").asLong() == ask) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the agent never looked as far as the end of the chatter");
    }

    private static void fallsSilent(
            Run run, Product product, Person owner, ChattyModel model, List<String> names, Habit habit) throws Exception {
        model.behave(habit, names);
        long room = owner.createRoom(habit.name()).at("/room/id").asLong();
        seat(product, room, names.subList(1, names.size()));
        int before = model.asked.get();
        long ask = say(owner, room, "@" + names.getFirst() + " 周六吃什么");
        List<JsonNode> answers = settled(owner, room, ask);
        int deepest = answers.stream().mapToInt(one -> one.path("hops").asInt()).max().orElse(0);
        String what = names.size() + " agents, " + habit;
        run.say(String.format("%s: %d answers, %d hops, %d requests", what, answers.size(), deepest, model.asked.get() - before));
        if (answers.isEmpty()) {
            run.breach(what + ": nobody answered the person");
        }
        if (deepest > HOPS_MAX || answers.size() > ANSWERS_MAX) {
            run.breach(what + ": " + answers.size() + " answers, " + deepest + " hops");
        }
        run.figure("answers_" + names.size() + "_" + habit.name().toLowerCase(), answers.size());
    }

    private static void stops(Run run, Product product, Person owner, ChattyModel model, List<String> names) throws Exception {
        model.behave(Habit.HANGS, names);
        long room = owner.createRoom("停").at("/room/id").asLong();
        seat(product, room, names.subList(1, names.size()));
        int before = model.asked.get();
        for (String name : names) {
            say(owner, room, "@" + name + " 周六吃什么");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_S_MAX);
        while (model.asked.get() - before < 3 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        long began = System.nanoTime();
        owner.post("/api/rooms/" + room + "/turns/stop", Map.of());
        while (openTurns(product, room) > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double took = (System.nanoTime() - began) / 1e9;
        run.atMost("stopped_s", took, STOPPED_S_MAX);
        int asked = model.asked.get();
        settled(owner, room, 0);
        if (openTurns(product, room) > 0 || model.asked.get() > asked) {
            run.breach("after everything was stopped an agent went on");
        }
    }

    /** Answers after this message, once nothing more is on its way. */
    private static List<JsonNode> settled(Person owner, long room, long after) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLED_S_MAX);
        List<JsonNode> answers = List.of();
        long changed = System.nanoTime();
        while (System.nanoTime() < end) {
            List<JsonNode> now = StreamSupport.stream(messages(owner, room).spliterator(), false)
                    .filter(one -> one.path("seq").asLong() > after && one.path("hops").asInt() > 0).toList();
            if (now.size() != answers.size()) {
                changed = System.nanoTime();
                answers = now;
            }
            boolean isQuiet = System.nanoTime() - changed > TimeUnit.MILLISECONDS.toNanos(QUIET_MS);
            if (isQuiet && (after == 0 || !answers.isEmpty())) {
                return answers;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return answers;
    }

    private static JsonNode messages(Person person, long room) throws Exception {
        return person.get("/api/rooms/" + room + "/messages?limit=100").path("messages");
    }

    private static long say(Person person, long room, String body) throws Exception {
        return person.post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", body))
                .path("seq").asLong();
    }

    /** Puts agents straight into the tables: what they are is not what is tried here. */
    private static void seat(Product product, long room, List<String> names) throws Exception {
        String sql = """
                with made as (
                    insert into account (kind, display_name, created_at) values ('agent', ?, now()) returning id
                ), part as (
                    insert into agent (account_id, part) select id, ? from made
                )
                insert into member (room_id, account_id, role, joined_at, joined_seq)
                select ?, id, 'member', now(), 0 from made
                """;
        try (Connection connection = product.database(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (String name : names) {
                statement.setString(1, name);
                statement.setString(2, name + " " + UUID.randomUUID());
                statement.setLong(3, room);
                statement.executeUpdate();
            }
        }
    }

    private static int openTurns(Product product, long room) throws Exception {
        try (Connection connection = product.database(); PreparedStatement statement =
                connection.prepareStatement("select count(*) from turn where room_id = ? and ended_at is null")) {
            statement.setLong(1, room);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

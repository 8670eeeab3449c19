package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import weilu.bench.WildModel.Manner;

/**
 * The model server misbehaves in each way it can while people talk and some ask. The others must not notice; each ask must be
 * answered from the room's own words in the model's stead, and say so; and once the model answers, it speaks again.
 */
final class HungModel implements Bench {
    private static final int PEOPLE = 20;
    private static final int MESSAGES_PER_SECOND = 50;
    /** More than run at once in a room, so that some wait for others. */
    private static final int ASKS = 4;
    private static final int BEGIN_SECONDS = 8;
    private static final int ANSWER_SECONDS = 20;
    private static final int BEGIN_SECONDS_QUICK = 1;
    private static final int ANSWER_SECONDS_QUICK = 3;
    private static final int SLACK_SECONDS = 60;
    /** Seldom enough not to be held back for asking too often. */
    private static final int ASKS_APART_SECONDS = 7;
    private static final int QUIET_MS_MAX = 30_000;
    private static final double P99_MS_MAX = 300;
    private static final double RECOVERED_S_MAX = 30;

    @Override
    public void measure(Run run) throws Exception {
        int begin = run.isQuick() ? BEGIN_SECONDS_QUICK : BEGIN_SECONDS;
        int answer = run.isQuick() ? ANSWER_SECONDS_QUICK : ANSWER_SECONDS;
        WildModel model = run.closing(new WildModel());
        Map<String, String> settings = new LinkedHashMap<>(Village.DOORS_WIDE);
        settings.put("WEILU_MODEL_HOSTS", model.place());
        settings.put("WEILU_MODEL_BEGIN_SECONDS_MAX", Integer.toString(begin));
        settings.put("WEILU_MODEL_PAUSE_SECONDS_MAX", Integer.toString(begin));
        settings.put("WEILU_MODEL_ANSWER_SECONDS_MAX", Integer.toString(answer));
        Product product = run.closing(Product.start(run.home(), run.folder(), settings));
        Person owner = Person.first(product, "xiaohong");
        long room = owner.createRoom("火锅派").at("/room/id").asLong();
        Talk talk = Talk.of(run, owner, room, Village.guests(product, owner, room, PEOPLE));
        AtomicBoolean over = new AtomicBoolean();
        try (Crowd crowd = new Crowd(talk)) {
            talk.connect(crowd, product.address());
            Thread speaking = talk.speak(MESSAGES_PER_SECOND, over);
            for (Manner manner : Manner.values()) {
                if (manner != Manner.WELL) {
                    connectAnew(owner, model);
                    misbehave(run, owner, model, manner, answer + SLACK_SECONDS);
                }
            }
            run.atMost("recovered_s", recover(run, owner, model), RECOVERED_S_MAX);
            over.set(true);
            speaking.join();
            talk.requireQuiet(QUIET_MS_MAX);
        }
        talk.check();
        run.figure("acknowledged", talk.acknowledged.size());
        run.atMost("others_p99_ms", talk.nanos.getValueAtPercentile(99) / 1e6, P99_MS_MAX);
    }

    /** A provider that has failed rests; one that was just entered is asked. */
    private static void connectAnew(Person owner, WildModel model) throws Exception {
        for (JsonNode provider : owner.get("/api/providers").path("providers")) {
            owner.delete("/api/providers/" + provider.path("id").asLong());
        }
        owner.post("/api/providers", Map.of("name", "wild", "baseUrl", "http://" + model.place() + "/v1", "model", "wild",
                "localAllowed", true));
    }

    /** Each of these ways in a room of its own, in which several ask at once. */
    private static void misbehave(Run run, Person owner, WildModel model, Manner manner, int secondsMax) throws Exception {
        model.behave(manner);
        long room = owner.createRoom(manner.name()).at("/room/id").asLong();
        say(owner, room, "周六下午三点在老地方吃火锅");
        long began = System.nanoTime();
        List<Long> asks = new ArrayList<>();
        for (int i = 0; i < (manner == Manner.SILENT ? ASKS : 1); i++) {
            asks.add(say(owner, room, "@阿炉 周六几点吃火锅？" + "？".repeat(i)));
        }
        for (long ask : asks) {
            JsonNode answer = answerTo(owner, room, ask, secondsMax);
            if (answer == null) {
                run.breach(manner + ": an ask was not answered");
            } else if (!answer.at("/answer/note").asText().contains("provider") ) {
                run.breach(manner + ": the answer does not say that the model failed: " + answer.path("answer"));
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        run.say(String.format("%s: %d asks answered without it after %.1f s", manner, asks.size(), took));
        run.figure("answered_instead_s_" + manner.name().toLowerCase(), took);
    }

    /** Until an ask is answered by the model again, which may rest a while after it has failed. */
    private static double recover(Run run, Person owner, WildModel model) throws Exception {
        model.behave(Manner.WELL);
        long room = owner.createRoom("WELL").at("/room/id").asLong();
        say(owner, room, "周六下午三点在老地方吃火锅");
        long began = System.nanoTime();
        JsonNode answer = null;
        for (int ask = 0; !isByModel(answer) && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(SLACK_SECONDS); ask++) {
            TimeUnit.SECONDS.sleep(Math.min(ask, ASKS_APART_SECONDS));
            answer = answerTo(owner, room, say(owner, room, "@阿炉 周六几点吃火锅？" + "？".repeat(ask)), SLACK_SECONDS);
        }
        if (!isByModel(answer)) {
            run.breach("the model answers again, and is not heard: " + answer);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static boolean isByModel(JsonNode answer) {
        return answer != null && answer.at("/answer/engine").asText().equals("model");
    }

    private static long say(Person person, long room, String body) throws Exception {
        return person.post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", body))
                .path("seq").asLong();
    }

    /** What is asked while another ask is being answered is answered with others, and the answer names it. */
    private static boolean answers(JsonNode message, long ask) {
        return message.path("quote").asLong() == ask || StreamSupport.stream(message.at("/answer/also").spliterator(), false)
                .anyMatch(also -> also.path("message").asLong() == ask);
    }

    /** The agent's message that answers the ask, or null. */
    private static JsonNode answerTo(Person person, long room, long ask, int secondsMax) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        while (System.nanoTime() < end) {
            for (JsonNode message : person.get("/api/rooms/" + room + "/messages?limit=100").path("messages")) {
                if (message.path("answer").isObject() && answers(message, ask)) {
                    return message;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return null;
    }
}

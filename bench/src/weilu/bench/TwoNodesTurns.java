package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** 阿炉 is asked on two nodes: each ask is answered once, whoever dies, and each node's people see the words come. */
final class TwoNodesTurns {
    /** With those that follow, fewer than an asker may make in a minute. */
    private static final int ASKS = 5;
    private static final int ASKS_QUICK = 2;
    private static final int ENDLESS = 900;
    private static final double SECONDS_MAX = 60;
    private static final double STOP_MS_MAX = 2_000;
    private static final double TAKEN_OVER_MS_MAX = 30_000;
    private static final int SETTLE_MS = 1_500;

    private final Run run;
    private final Pair pair;
    private final SteadyModel model;
    private long room;

    TwoNodesTurns(Run run, Pair pair, SteadyModel model) {
        this.run = run;
        this.pair = pair;
        this.model = model;
    }

    void measure() throws Exception {
        Person owner = Person.again(pair.node(0), "xiaohong");
        owner.post("/api/providers", Map.of("name", "steady", "baseUrl", "http://" + model.place() + "/v1",
                "model", "steady", "localAllowed", true));
        room = owner.createRoom("夜话").at("/room/id").asLong();
        say(owner, "周六下午三点在老地方吃火锅");
        once();
        if (!run.isQuick()) {
            stopped();
            takenOver();
        }
    }

    /** Asked on both nodes in turn; the words are seen on both. */
    private void once() throws Exception {
        List<Long> asks = new ArrayList<>();
        int before = model.asked.get();
        try (Ears ears = new Ears()) {
            Person here = Person.again(pair.node(0), "xiaohong");
            Person there = Person.again(pair.node(1), "xiaohong");
            List<LoadSocket> sockets = List.of(ears.open(pair.node(0).address(), here.cookie()),
                    ears.open(pair.node(1).address(), there.cookie()));
            for (int i = 0; i < (run.isQuick() ? ASKS_QUICK : ASKS); i++) {
                long ask = say(i % 2 == 0 ? here : there, "@阿炉 周六几点吃火锅" + "？".repeat(i + 1));
                asks.add(ask);
                awaitAnswer(here, ask);
            }
            for (LoadSocket socket : sockets) {
                long told = ears.heard(socket, "turnDelta").stream().map(frame -> frame.path("turn").asText()).distinct().count();
                if (told < asks.size()) {
                    run.breach("the words of " + told + " of " + asks.size() + " answers were seen on their way on one node");
                }
            }
            requireOneEach(here, asks);
        }
        if (model.asked.get() - before != asks.size()) {
            run.breach(asks.size() + " asks, and the model was asked " + (model.asked.get() - before) + " times");
        }
        run.figure("answered_once", asks.size());
    }

    /** The turn runs on the first node, for there is no other then; the button is pressed on the second. */
    private void stopped() throws Exception {
        model.says(ENDLESS);
        try (Ears ears = new Ears()) {
            Asked asked = askAlone(ears);
            pair.start(1);
            Person there = Person.again(pair.node(1), "xiaohong");
            there.post("/api/rooms/" + room + "/turns/" + asked.turn() + "/stop", Map.of());
            double millis = Ears.until(() -> !ears.heard(asked.socket(), "turnEnded").isEmpty(), SECONDS_MAX);
            run.atMost("stop_elsewhere_ms", millis < 0 ? SECONDS_MAX * 1e3 : millis, STOP_MS_MAX);
            JsonNode answer = awaitAnswer(there, asked.seq());
            if (!answer.at("/answer/note").asText().equals("stopped")) {
                run.breach("a stopped answer does not say so: " + answer.path("answer"));
            }
            requireOneEach(there, List.of(asked.seq()));
        }
    }

    /** The turn runs on the first node, which is killed; the second takes it over when the lease is over. */
    private void takenOver() throws Exception {
        model.says(ENDLESS);
        try (Ears ears = new Ears()) {
            Asked asked = askAlone(ears);
            int before = model.asked.get();
            model.says(2);
            pair.start(1);
            pair.node(0).kill();
            long began = System.nanoTime();
            Person there = Person.again(pair.node(1), "xiaohong");
            awaitAnswer(there, asked.seq());
            run.atMost("taken_over_ms", (System.nanoTime() - began) / 1e6, TAKEN_OVER_MS_MAX);
            pair.start(0);
            requireOneEach(there, List.of(asked.seq()));
            if (model.asked.get() - before != 1) {
                run.breach("a turn that was taken over asked the model " + (model.asked.get() - before) + " times again");
            }
        }
    }

    private record Asked(long seq, String turn, LoadSocket socket) {}

    /** Asks while only the first node is there; returns once it speaks. */
    private Asked askAlone(Ears ears) throws Exception {
        pair.node(1).stop();
        Person here = Person.again(pair.node(0), "xiaohong");
        LoadSocket socket = ears.open(pair.node(0).address(), here.cookie());
        long ask = say(here, "@阿炉 周六几点吃火锅？");
        if (Ears.until(() -> !ears.heard(socket, "turnDelta").isEmpty(), SECONDS_MAX) < 0) {
            throw new IllegalStateException("an ask was not begun to be answered");
        }
        return new Asked(ask, ears.heard(socket, "turnStarted").getLast().path("turn").asText(), socket);
    }

    private long say(Person person, String body) throws Exception {
        return person.post("/api/rooms/" + room + "/messages",
                Map.of("clientMessageId", UUID.randomUUID(), "body", body)).path("seq").asLong();
    }

    private JsonNode awaitAnswer(Person person, long ask) throws Exception {
        long end = System.nanoTime() + (long) (SECONDS_MAX * 1e9);
        while (System.nanoTime() < end) {
            List<JsonNode> answers = answers(person, ask);
            if (!answers.isEmpty()) {
                return answers.getFirst();
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        run.breach("ask " + ask + " was not answered");
        return Person.JSON.createObjectNode();
    }

    /** After a while in which a second answer would have come. */
    private void requireOneEach(Person person, List<Long> asks) throws Exception {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
        for (long ask : asks) {
            int count = answers(person, ask).size();
            if (count != 1) {
                run.breach("ask " + ask + " has " + count + " answers");
            }
        }
    }

    private List<JsonNode> answers(Person person, long ask) throws Exception {
        List<JsonNode> answers = new ArrayList<>();
        for (JsonNode message : person.get("/api/rooms/" + room + "/messages?limit=100").path("messages")) {
            if (message.path("quote").asLong() == ask && message.path("answer").isObject()) {
                answers.add(message);
            }
        }
        return answers;
    }
}

package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** What people of one node do live, looked for on the other. The first node is dead afterwards. */
final class TwoNodesLive {
    private static final double SECONDS_MAX = 30;
    private static final double AT_ONCE_MS_MAX = 2_000;
    private static final double GONE_MS_MAX = 12_000;
    private static final int SIGNED_OUT = 4100;

    private final Run run;
    private final Pair pair;
    private final long room;
    private final List<String> cookies;

    /** @param cookies of guests of the room; their names are 邻居0, 邻居1, … */
    TwoNodesLive(Run run, Pair pair, long room, List<String> cookies) {
        this.run = run;
        this.pair = pair;
        this.room = room;
        this.cookies = cookies;
    }

    void measure() throws Exception {
        Person owner = Person.again(pair.node(0), "xiaohong");
        Person ownerElsewhere = Person.again(pair.node(1), "xiaohong");
        JsonNode snapshot = owner.get("/api/rooms/" + room);
        long me = snapshot.at("/me/member").asLong();
        long first = member(snapshot, "邻居0");
        long second = member(snapshot, "邻居1");
        try (Ears ears = new Ears()) {
            LoadSocket here = ears.open(pair.node(0).address(), owner.cookie());
            LoadSocket there = ears.open(pair.node(1).address(), ownerElsewhere.cookie());
            LoadSocket firstThere = ears.open(pair.node(1).address(), cookies.get(0));
            ears.open(pair.node(0).address(), cookies.get(1));

            Set<Long> all = Set.of(me, first, second);
            within("presence_ms", SECONDS_MAX * 1e3, () -> online(ears, here).equals(all) && online(ears, there).equals(all));
            if (!all.equals(longs(owner.get("/api/rooms/" + room).path("online")))
                    || !all.equals(longs(ownerElsewhere.get("/api/rooms/" + room).path("online")))) {
                run.breach("a snapshot does not tell who is there on both nodes");
            }

            firstThere.send("{\"type\":\"sayTyping\",\"room\":" + room + "}");
            within("typing_ms", AT_ONCE_MS_MAX, () -> ears.heard(here, "typing").stream()
                    .anyMatch(frame -> frame.path("member").asLong() == first));
            long seq = owner.post("/api/rooms/" + room + "/messages",
                    Map.of("clientMessageId", UUID.randomUUID(), "body", "看到了吗")).path("seq").asLong();
            firstThere.send("{\"type\":\"moveRead\",\"room\":" + room + ",\"seq\":" + seq + "}");
            within("read_ms", AT_ONCE_MS_MAX, () -> ears.heard(here, "readMoved").stream()
                    .anyMatch(frame -> frame.path("member").asLong() == first && frame.path("seq").asLong() == seq));

            owner.delete("/api/rooms/" + room + "/members/" + first);
            within("kick_ms", AT_ONCE_MS_MAX, () -> !ears.heard(firstThere, "roomClosed").isEmpty());
            Person elsewhereAgain = Person.again(pair.node(1), "xiaohong");
            owner.delete("/api/sign-ins");
            within("sign_out_ms", AT_ONCE_MS_MAX,
                    () -> ears.closedBy(here) == SIGNED_OUT && ears.closedBy(there) == SIGNED_OUT);
            try {
                elsewhereAgain.get("/api/me");
                run.breach("a sign-in outlived the sign-out everywhere");
            } catch (IOException refused) {
                // So it must be.
            }

            LoadSocket watcher = ears.open(pair.node(1).address(), Person.again(pair.node(1), "xiaohong").cookie());
            within("watching_ms", SECONDS_MAX * 1e3, () -> online(ears, watcher).contains(second));
            pair.node(0).kill();
            within("dead_people_gone_ms", GONE_MS_MAX, () -> !online(ears, watcher).contains(second));
        }
    }

    /** A goal; and a breach when it never comes. */
    private void within(String goal, double millisMax, BooleanSupplier isSo) throws InterruptedException {
        double millis = Ears.until(isSo, SECONDS_MAX);
        if (millis < 0) {
            run.breach(goal + ": it was not seen within " + SECONDS_MAX + " s");
        } else {
            run.atMost(goal, millis, millisMax);
        }
    }

    private Set<Long> online(Ears ears, LoadSocket socket) {
        List<JsonNode> told = ears.heard(socket, "presence").stream()
                .filter(frame -> frame.path("room").asLong() == room).toList();
        return told.isEmpty() ? Set.of() : longs(told.getLast().path("online"));
    }

    private static Set<Long> longs(JsonNode numbers) {
        Set<Long> longs = new TreeSet<>();
        numbers.forEach(number -> longs.add(number.asLong()));
        return new HashSet<>(longs);
    }

    private static long member(JsonNode snapshot, String name) {
        for (JsonNode member : snapshot.path("members")) {
            if (member.path("displayName").asText().equals(name)) {
                return member.path("id").asLong();
            }
        }
        throw new IllegalStateException("there is no " + name);
    }
}

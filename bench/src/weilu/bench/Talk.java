package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** People who talk in one room and hear each other, while something is broken; keeps all that was promised to them. */
final class Talk implements Crowd.Listener {
    private static final String ID = "\"clientMessageId\":\"";
    private static final int ID_CHARACTERS = 36;
    private static final int ID_WITHIN = 260;
    private static final int PERSIST_EVERY_MS = 300;

    final long room;
    final List<Talker> talkers = new ArrayList<>();
    /** By client message id, the seq it was acknowledged with. */
    final Map<UUID, Long> acknowledged = new ConcurrentHashMap<>();
    /** How many sockets the server closed, by its code; 0 counts those that were cut. */
    final Map<Integer, Long> closedBy = new ConcurrentHashMap<>();
    final AtomicLong resyncs = new AtomicLong();
    /** Refusals that ask to be tried again. */
    final AtomicLong unavailable = new AtomicLong();
    final Histogram nanos = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(5), 2);
    private final Run run;

    private Talk(Run run, long room) {
        this.run = run;
        this.room = room;
    }

    /** These people in the room as it is now. */
    static Talk of(Run run, Person owner, long room, List<String> cookies) throws IOException, InterruptedException {
        Talk talk = new Talk(run, room);
        long head = owner.get("/api/rooms/" + room).path("seq").asLong();
        cookies.forEach(cookie -> talk.talkers.add(new Talker(cookie, head)));
        return talk;
    }

    /** Brings everybody in, or back, on this server. */
    void connect(Crowd crowd, URI server) throws IOException, InterruptedException {
        connect(crowd, server, talkers);
    }

    void connect(Crowd crowd, URI server, Collection<Talker> who) throws IOException, InterruptedException {
        List<LoadSocket> sockets = new ArrayList<>();
        for (Talker talker : who) {
            LoadSocket socket = crowd.connect(server, talker.cookie, talker.hello(room));
            socket.talker = talker;
            talker.socket = socket;
            sockets.add(socket);
        }
        for (LoadSocket socket : sockets) {
            while (!socket.isOpen && socket.channel.isOpen()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        who.forEach(talker -> talker.sayAgain(room));
    }

    /** What patient clients do now and then: they come back when they were cut, and say again what was refused for now. */
    void persist(Crowd crowd, URI server) throws IOException, InterruptedException {
        List<Talker> cut = talkers.stream().filter(talker -> !talker.socket.isOpen).toList();
        talkers.stream().filter(talker -> talker.socket.isOpen).forEach(talker -> talker.sayRefusedAgain(room));
        connect(crowd, server, cut);
    }

    /** The same, all the time until it is over. */
    Thread persist(Crowd crowd, URI server, AtomicBoolean over) {
        return Thread.ofPlatform().start(() -> {
            try {
                while (!over.get()) {
                    TimeUnit.MILLISECONDS.sleep(PERSIST_EVERY_MS);
                    persist(crowd, server);
                }
            } catch (IOException | InterruptedException failure) {
                run.breach("nobody comes back any more: " + failure);
            }
        });
    }

    /** Everybody talks in turn, this often, until it is over. */
    Thread speak(double perSecond, AtomicBoolean over) {
        return Thread.ofPlatform().start(() -> {
            try {
                for (long turn = 0; !over.get(); turn++) {
                    long begin = turn * 7;
                    Pace.keep(perSecond, 0.1, number -> talkers.get((int) ((begin + number * 7) % talkers.size()))
                            .say(room, Stamp.now() + "毛肚七上八下"));
                }
            } catch (Exception failure) {
                run.breach("nobody talks any more: " + failure);
            }
        });
    }

    /** Waits until nothing waits for an acknowledgement and everybody has heard this far. */
    boolean isQuietBy(long head, long millisMax) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millisMax);
        while (System.nanoTime() < end) {
            if (talkers.stream().allMatch(talker -> talker.waiting.isEmpty() && talker.cursor() >= head)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return false;
    }

    /** Whatever was said is acknowledged, and everybody has heard it. */
    void requireQuiet(long millisMax) throws InterruptedException {
        if (!isQuietBy(0, millisMax) || !isQuietBy(head(), millisMax)) {
            run.breach("not everybody has heard everything, or something was never acknowledged");
        }
    }

    /** Something that is done to the server. */
    interface Trouble {
        void happen() throws Exception;
    }

    /**
     * Everybody talks, and is patient, while this happens on the server they are all on. In the end everybody has heard the
     * same, and the reader finds in the log what was acknowledged and nothing else.
     */
    void during(Trouble trouble, URI server, double perSecond, long quietMillisMax, Person reader) throws Exception {
        AtomicBoolean silent = new AtomicBoolean();
        AtomicBoolean over = new AtomicBoolean();
        try (Crowd crowd = new Crowd(this)) {
            connect(crowd, server);
            Thread patient = persist(crowd, server, over);
            Thread speaking = speak(perSecond, silent);
            trouble.happen();
            silent.set(true);
            speaking.join();
            requireQuiet(quietMillisMax);
            over.set(true);
            patient.join();
        }
        check();
        WholeLog.compare(run, WholeLog.read(run, reader, room, "@"), acknowledged);
    }

    /** The highest seq that was acknowledged. */
    long head() {
        return acknowledged.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Everybody has heard the same log, in it every acknowledged message once and at its seq. */
    void check() {
        Map<UUID, Long> first = new HashMap<>();
        Talker witness = talkers.getFirst();
        for (int i = 0; i < witness.heard.size(); i++) {
            UUID id = witness.heard.get(i);
            if (id != null && first.put(id, witness.start + i + 1) != null) {
                run.breach("message " + id + " is in the log twice");
            }
        }
        acknowledged.forEach((id, seq) -> {
            if (!seq.equals(first.get(id))) {
                run.breach("message " + id + " was acknowledged as " + seq + " and heard as " + first.get(id));
            }
        });
        for (Talker talker : talkers) {
            int shared = Math.min(talker.heard.size(), witness.heard.size());
            if (talker.start == witness.start && !talker.heard.subList(0, shared).equals(witness.heard.subList(0, shared))) {
                run.breach("two heard different logs");
            }
        }
    }

    @Override
    public void event(LoadSocket socket, long number, long seq, ByteBuffer bytes, int from, int to) {
        Talker talker = socket.talker;
        if (number != room || talker == null || talker.socket != socket) {
            return;
        }
        if (seq != talker.cursor() + 1) {
            run.breach("heard " + seq + " after " + talker.cursor());
            return;
        }
        String head = text(bytes, from, Math.min(to, from + ID_WITHIN));
        talker.heard.add(idIn(head));
        long sent = Stamp.in(bytes, from, to);
        if (sent > 0) {
            nanos.recordValue(Math.max(0, System.nanoTime() - sent));
        }
    }

    @Override
    public void other(LoadSocket socket, ByteBuffer bytes, int from, int to) throws IOException {
        Talker talker = socket.talker;
        byte kind = bytes.get(from + 9);
        if (talker == null || kind != 'a' && kind != 'r') {
            return;
        }
        String text = text(bytes, from, to);
        if (kind == 'a') {
            UUID id = idIn(text);
            JsonNode frame = Person.JSON.readTree(text);
            long seq = frame.path("seq").asLong();
            Long before = acknowledged.put(id, seq);
            if (before != null && before != seq) {
                run.breach("message " + id + " was acknowledged as " + before + " and as " + seq);
            }
            talker.waiting.remove(id);
        } else if (text.startsWith("{\"type\":\"resync\"")) {
            resyncs.incrementAndGet();
        } else if (text.startsWith("{\"type\":\"refused\"")) {
            if (text.contains("\"unavailable\"")) {
                unavailable.incrementAndGet();
                talker.refused.add(idIn(text));
            } else {
                run.breach("refused: " + text);
            }
        }
    }

    @Override
    public void closed(LoadSocket socket, int code) {
        closedBy.merge(code, 1L, Long::sum);
    }

    private static UUID idIn(String text) {
        int at = text.indexOf(ID);
        return at < 0 || at + ID.length() + ID_CHARACTERS > text.length() ? null
                : UUID.fromString(text.substring(at + ID.length(), at + ID.length() + ID_CHARACTERS));
    }

    private static String text(ByteBuffer bytes, int from, int to) {
        byte[] text = new byte[to - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}

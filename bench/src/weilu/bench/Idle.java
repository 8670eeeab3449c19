package weilu.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Ten thousand people who say nothing: what each costs in memory. Then all are cut off at once, and come back with their
 * cursors while others talk: how long until the last has heard what it missed. Twice: the first time much of the server is
 * not compiled yet, which a server that has carried ten thousand for some time is.
 */
final class Idle implements Bench {
    private static final int ROOMS = 20;
    private static final int MEMBERS = 500;
    private static final int ROOMS_QUICK = 4;
    private static final int MEMBERS_QUICK = 50;
    private static final int MESSAGES_PER_SECOND = 100;
    private static final int SETTLE_SECONDS = 3;
    private static final int RESUME_SECONDS_MAX = 60;
    private static final int TRIES_MAX = 64;

    @Override
    public void measure(Run run) throws Exception {
        int rooms = run.isQuick() ? ROOMS_QUICK : ROOMS;
        int members = run.isQuick() ? MEMBERS_QUICK : MEMBERS;
        try (Village village = Village.of(run, 1)) {
            run.say(rooms * members + " people come in");
            List<Long> numbers = new ArrayList<>();
            List<List<String>> cookies = new ArrayList<>();
            for (int i = 0; i < rooms; i++) {
                long room = village.owner().createRoom("派" + i).at("/room/id").asLong();
                numbers.add(room);
                cookies.add(Village.seated(village.product(), village.owner(), room, members));
            }
            Latest latest = new Latest(rooms * members);
            try (Crowd crowd = new Crowd(latest); Crowd talkers = new Crowd((socket, room, seq, bytes, from, to) -> { })) {
                memory(run, village.product(), crowd, cookies);
                resume(run, village, crowd, talkers, latest, numbers, cookies);
            }
        }
    }

    private static void memory(Run run, Product product, Crowd crowd, List<List<String>> cookies) throws Exception {
        int count = cookies.stream().mapToInt(List::size).sum();
        double heapBefore = product.liveHeapMegabytes() * 1024;
        double residentBefore = product.residentMegabytes() * 1024;
        for (List<String> room : cookies) {
            crowd.join(product.address(), room, Village.HELLO);
        }
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        double resident = product.residentMegabytes() * 1024;
        double heap = product.liveHeapMegabytes() * 1024;
        run.figure("connections", crowd.openCount());
        run.figure("rss_mb", resident / 1024);
        goal(run, "rss_kb_per_connection", (resident - residentBefore) / count, 12);
        goal(run, "heap_kb_per_connection", (heap - heapBefore) / count, 5);
    }

    private static void resume(Run run, Village village, Crowd crowd, Crowd talkers, Latest latest, List<Long> rooms,
            List<List<String>> cookies) throws Exception {
        List<LoadSocket> talking = new ArrayList<>();
        for (List<String> room : cookies) {
            talking.addAll(talkers.join(village.product().address(), List.of(room.getFirst()), Village.HELLO));
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread talk = Thread.ofPlatform().daemon().start(() -> talk(over, talking, rooms));
        URI server = village.product().address();
        List<LoadSocket> back = cutAndResume(run, "first_", server, crowd, latest, latest.sockets(), rooms, cookies);
        cutAndResume(run, "", server, crowd, latest, back, rooms, cookies);
        over.set(true);
        talk.join();
        if (latest.gaps > 0) {
            throw new IOException(latest.gaps + " frames came out of order");
        }
    }

    /** @return their new sockets, in the same order */
    private static List<LoadSocket> cutAndResume(Run run, String which, URI server, Crowd crowd, Latest latest,
            List<LoadSocket> sockets, List<Long> rooms, List<List<String>> cookies) throws Exception {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        run.say("all are cut off");
        for (LoadSocket socket : sockets) {
            Crowd.cut(socket);
        }
        int members = cookies.getFirst().size();
        long began = System.nanoTime();
        List<Returning> returning = new ArrayList<>();
        for (int i = 0; i < sockets.size(); i++) {
            int room = i / members;
            Returning one = new Returning(crowd, server, cookies.get(room).get(i % members), rooms.get(room));
            one.connect(sockets.get(i).seq);
            returning.add(one);
        }
        run.figure(which + "handshakes_sent_s", (System.nanoTime() - began) / 1e9);
        await(run, which, latest, returning, began);
        run.figure(which + "tries_again", returning.stream().mapToInt(one -> one.tries - 1).sum());
        return returning.stream().map(one -> one.socket).toList();
    }

    /** Who was cut off and comes back; like the web client it tries again when it is turned away. */
    private static final class Returning {
        private final Crowd crowd;
        private final URI server;
        private final String cookie;
        private final long room;
        private LoadSocket socket;
        private int tries;
        private long triedAt;

        Returning(Crowd crowd, URI server, String cookie, long room) {
            this.crowd = crowd;
            this.server = server;
            this.cookie = cookie;
            this.room = room;
        }

        void connect(long after) throws IOException {
            tries++;
            triedAt = System.nanoTime();
            socket = crowd.connect(server, cookie,
                    "{\"type\":\"hello\",\"protocol\":1,\"cursors\":[{\"room\":" + room + ",\"after\":" + after + "}]}");
            socket.seq = after;
        }

        /** Turned away, and a second has passed. */
        void connectAgainIfClosed() throws IOException {
            if (!socket.channel.isOpen() && System.nanoTime() - triedAt > TimeUnit.SECONDS.toNanos(1)) {
                connect(socket.seq);
            }
        }
    }

    /** Until each has heard something of the time after the last of them had asked; what it missed came before that. */
    private static void await(Run run, String which, Latest latest, List<Returning> returning, long began) throws Exception {
        long asked = System.nanoTime();
        List<Returning> waiting = returning;
        double most = 0;
        while (!waiting.isEmpty() && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(RESUME_SECONDS_MAX)) {
            TimeUnit.MILLISECONDS.sleep(20);
            for (Returning one : waiting) {
                one.connectAgainIfClosed();
            }
            waiting = waiting.stream().filter(one -> !latest.hasHeardSince(one.socket, asked)).toList();
            if (most == 0 && waiting.size() <= returning.size() / 10) {
                most = (System.nanoTime() - began) / 1e9;
            }
        }
        run.figure(which + "not_back", waiting.size());
        run.figure(which + "resume_nine_of_ten_s", most);
        double all = (System.nanoTime() - began) / 1e9;
        if (which.isEmpty()) {
            goal(run, "resume_all_s", all, 5);
        } else {
            run.figure(which + "resume_all_s", all);
        }
    }

    private static void talk(AtomicBoolean over, List<LoadSocket> talking, List<Long> rooms) {
        try {
            while (!over.get()) {
                Pace.keep(MESSAGES_PER_SECOND, 0.2, number -> {
                    int room = (int) (Math.random() * rooms.size());
                    talking.get(room).sendMessage(rooms.get(room), UUID.randomUUID().toString(), Stamp.now() + "还有人吗");
                });
            }
        } catch (Exception failure) {
            failure.printStackTrace();
        }
    }

    private static void goal(Run run, String name, double value, double most) {
        if (run.isQuick()) {
            run.figure(name, value);
        } else {
            run.atMost(name, value, most);
        }
    }

    /** What each has heard last, and when that was sent. */
    private static final class Latest implements Crowd.Listener {
        private final AtomicLongArray sentAt;
        private final LoadSocket[] sockets;
        private volatile long gaps;

        Latest(int count) {
            sentAt = new AtomicLongArray(TRIES_MAX * count);
            sockets = new LoadSocket[count];
        }

        List<LoadSocket> sockets() {
            return List.of(sockets);
        }

        boolean hasHeardSince(LoadSocket socket, long nanos) {
            return sentAt.get(socket.number) >= nanos;
        }

        @Override
        public void event(LoadSocket socket, long room, long seq, ByteBuffer bytes, int from, int to) {
            if (socket.seq != 0 && seq != socket.seq + 1) {
                gaps++;
            }
            socket.seq = seq;
            sentAt.set(socket.number, System.nanoTime());
        }

        @Override
        public void other(LoadSocket socket, ByteBuffer bytes, int from, int to) {
            if (bytes.get(from + 9) == 'w' && socket.number < sockets.length) {
                sockets[socket.number] = socket;
                socket.seq = headIn(bytes, from, to);
            }
        }

        /** The welcome's last number: the head of the one room. */
        private static long headIn(ByteBuffer bytes, int from, int to) {
            int end = to;
            while (bytes.get(end - 1) < '0' || bytes.get(end - 1) > '9') {
                end--;
            }
            int begin = end;
            while (bytes.get(begin - 1) >= '0' && bytes.get(begin - 1) <= '9') {
                begin--;
            }
            long number = 0;
            for (int i = begin; i < end; i++) {
                number = number * 10 + bytes.get(i) - '0';
            }
            return number;
        }
    }
}

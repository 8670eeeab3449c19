package weilu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/** A little of everything the product keeps, done by people in one evening; then it can be compared with what was kept. */
final class Evening {
    private static final int ANSWER_TRIES_MAX = 300;

    private final Person owner;
    private final String room;
    private final String withAgent;
    private String edited;

    private Evening(Person owner, String room, String withAgent) {
        this.owner = owner;
        this.room = room;
        this.withAgent = withAgent;
    }

    /** Spends it with somebody who was invited. */
    static Evening of(Product product, Person owner) throws IOException, InterruptedException {
        JsonNode made = owner.createRoom("周六夜");
        String room = "/api/rooms/" + made.at("/room/id").asLong();
        String direct = "/api/rooms/" + owner.post("/api/directs", Map.of("agent", true)).at("/room/id").asLong();
        Evening evening = new Evening(owner, room, direct);
        Person friend = evening.invite(product);
        evening.talk(friend);
        evening.bring(friend);
        evening.ask(made);
        return evening;
    }

    /** What its owner reads of it, by where: the same for ever. */
    Map<String, JsonNode> read() throws IOException, InterruptedException {
        return readAs(owner);
    }

    Map<String, JsonNode> readAs(Person someone) throws IOException, InterruptedException {
        Map<String, JsonNode> read = new LinkedHashMap<>();
        for (String path : List.of(room, withAgent, room + "/messages?limit=100", withAgent + "/messages?limit=100",
                room + "/pins", room + "/reports", room + "/invitations", edited + "/history", room + "/bans",
                room + "/me/consent", "/api/server/invitations", "/api/server/settings", "/api/providers")) {
            JsonNode page = someone.get(path);
            forget(page);
            page.forEach(Evening::forget);
            read.put(path, page);
        }
        for (JsonNode message : read.get(room + "/messages?limit=100").path("messages")) {
            for (JsonNode file : message.path("attachments")) {
                String path = room + "/attachments/" + file.path("id").asText();
                read.put(path, Person.JSON.getNodeFactory().textNode(Stir.digest(someone.bytes(path))));
            }
        }
        return read;
    }

    /** Who is there now, where the server is, and how its providers fared since it was started. */
    private static void forget(JsonNode view) {
        if (view instanceof ObjectNode object) {
            object.remove(List.of("online", "link", "circuits"));
        }
    }

    private Person invite(Product product) throws IOException, InterruptedException {
        JsonNode link = owner.post(room + "/invitations", Map.of("guests", true, "phrase", "围炉夜话"));
        Person friend = new Person(product.address());
        friend.post("/api/guests", Map.of("invitation", link.path("secret").asText(), "displayName", "小明"));
        owner.post("/api/server/invitations", Map.of("note", "给小明", "uses", 3));
        owner.post("/api/providers", Map.of("name", "本地", "baseUrl", "http://localhost:11434/v1", "model", "qwen",
                "key", "sk-not-a-key", "localAllowed", true));
        return friend;
    }

    private void talk(Person friend) throws IOException, InterruptedException {
        long first = say(owner, Map.of("body", "周六七点，老地方吃火锅，去的回一声"));
        edited = room + "/messages/" + first;
        long second = say(friend, Map.of("body", "去，我带 **毛肚**", "quote", first));
        owner.change("PATCH", edited, Map.of("body", "周六八点，老地方吃火锅，去的回一声"));
        friend.change("PUT", edited + "/reactions/%F0%9F%94%A5", null);
        owner.change("PUT", room + "/messages/" + second + "/reactions/%F0%9F%91%8D", null);
        owner.change("PUT", edited + "/pin", null);
        long slip = say(friend, Map.of("body", "发错地方了"));
        friend.change("DELETE", room + "/messages/" + slip, null);
        long rude = say(owner, Map.of("body", "谁迟到谁买单"));
        friend.change("PUT", room + "/reports/" + rude, Map.of("reason", "太凶"));
        owner.change("PATCH", room, Map.of("topic", "周六八点"));
    }

    private void bring(Person friend) throws IOException, InterruptedException {
        attach(friend, "kind=picture&name=pot.png", picture());
        attach(owner, "kind=file&name=menu.txt", "毛肚, 鸭肠, 黄喉".getBytes(StandardCharsets.UTF_8));
        attach(owner, "kind=voice&name=v.ogg&seconds=3&waveform=1,50,100",
                "OggS0123456789".getBytes(StandardCharsets.US_ASCII));
    }

    /** The host agent answers in its room and in the direct one; when it has, nothing more happens. */
    private void ask(JsonNode made) throws IOException, InterruptedException {
        for (JsonNode member : made.path("members")) {
            if (member.path("kind").asText().equals("agent")) {
                say(owner, Map.of("body", "周六几点吃火锅？", "mentions", List.of(member.path("id"))));
                waitForAnswer(room);
            }
        }
        owner.post(withAgent + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", "你好，你会做什么？"));
        waitForAnswer(withAgent);
    }

    private void waitForAnswer(String where) throws IOException, InterruptedException {
        for (int tries = 0; tries < ANSWER_TRIES_MAX; tries++) {
            JsonNode messages = owner.get(where + "/messages?limit=1").path("messages");
            if (messages.path(0).path("hops").asInt() > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IOException("the host agent did not answer in " + where);
    }

    private void attach(Person who, String query, byte[] bytes) throws IOException, InterruptedException {
        JsonNode file = who.upload(room + "/attachments?" + query, bytes);
        say(who, Map.of("body", "", "attachments", List.of(file.path("id"))));
    }

    private long say(Person who, Map<String, Object> message) throws IOException, InterruptedException {
        Map<String, Object> whole = new LinkedHashMap<>(message);
        whole.put("clientMessageId", UUID.randomUUID());
        return who.post(room + "/messages", whole).path("seq").asLong();
    }

    private static byte[] picture() throws IOException {
        BufferedImage pot = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        pot.createGraphics().setColor(Color.RED);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(pot, "png", png);
        return png.toByteArray();
    }
}

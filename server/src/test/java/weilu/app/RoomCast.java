package weilu.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import weilu.account.PasswordCost;
import weilu.account.Passwords;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.db.Db;
import weilu.db.Tx;
import weilu.id.AccountId;

/** A fresh room 火锅派 with one person of each role, a message and an invitation; and some who are not in it. */
final class RoomCast {
    static final String PASSWORD = "correct horse 电池";
    private static final String PASSWORD_HASH =
            new Passwords(new PasswordCost(64, 1), 1, new SecureRandom()).hash(PASSWORD);

    final long room;
    private final Map<Asker, TestBrowser> browsers = new EnumMap<>(Asker.class);
    private final Map<String, String> values;
    private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);

    RoomCast(URI server, Db db, SignIns signIns) {
        room = ThreadLocalRandom.current().nextLong(100_000_000, 1_000_000_000);
        Map<Asker, Long> accounts = new EnumMap<>(Asker.class);
        long victim = db.inTransaction(tx -> {
            insertRoom(tx);
            long member = 0;
            for (Asker asker : Asker.values()) {
                browsers.put(asker, new TestBrowser(server));
                if (asker != Asker.NOBODY) {
                    AccountId account = insertAccount(tx, asker);
                    accounts.put(asker, account.value());
                    tokens.put(asker, signIns.begin(tx, account, "test").text());
                    browsers.get(asker).carry(tokens.get(asker));
                    member = asker == Asker.AUTHOR ? insertMember(tx, account, asker) : member;
                    if (asker.isInRoom() && asker != Asker.AUTHOR) {
                        insertMember(tx, account, asker);
                    }
                }
            }
            return member;
        });
        values = Map.of(
                "{room}", Long.toString(room), "{member}", Long.toString(victim),
                "{account}", accounts.get(Asker.OUTSIDER).toString(), "{secret}", "x".repeat(22),
                "{hash}", "0".repeat(64), "{call}", UUID.randomUUID().toString(),
                "{turn}", UUID.randomUUID().toString(), "{emoji}", "%F0%9F%91%8D",
                "{seq}", post(), "{invitation}", invite());
    }

    TestBrowser browser(Asker asker) {
        return browsers.get(asker);
    }

    String token(Asker asker) {
        return tokens.get(asker);
    }

    /** The text with each parameter in place; an {@code id} is what the route it stands in calls so. */
    String fill(String text, String template) {
        String filled = text.replace("{uuid}", UUID.randomUUID().toString())
                .replace("{agent}", "999999999").replace("{number}", "999999999").replace("{file}", "999999999")
                .replace("{redPacket}", "1999999999")
                .replace("{scope}", "person").replace("{subject}", "0").replace("{measure}", "turns");
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        if (template.contains("/attachments/{id}")) {
            return filled.replace("{id}", upload());
        }
        return filled.replace("{id}", template.contains("/imports/") ? UUID.randomUUID().toString() : "999999999");
    }

    private String post() {
        JsonNode posted = browser(Asker.AUTHOR).post("/api/rooms/" + room + "/messages",
                "{\"clientMessageId\":\"" + UUID.randomUUID() + "\",\"body\":\"在吗\"}").body();
        return posted.path("seq").asText("999");
    }

    private String invite() {
        JsonNode made = browser(Asker.OWNER).post("/api/rooms/" + room + "/invitations", "{}").body();
        return made.path("id").asText("999");
    }

    private String upload() {
        JsonNode file = browser(Asker.AUTHOR).send("POST", "/api/rooms/" + room + "/attachments?kind=file&name=a.txt",
                "plain text", Map.of("Content-Type", "application/octet-stream")).body();
        String id = file.path("id").asText();
        browser(Asker.AUTHOR).post("/api/rooms/" + room + "/messages", "{\"clientMessageId\":\"" + UUID.randomUUID()
                + "\",\"body\":\"看\",\"attachments\":[\"" + id + "\"]}");
        return id;
    }

    private void insertRoom(Tx tx) {
        tx.handle().execute("""
                insert into room (id, kind, name, visibility, created_at) values (?, 'group', '火锅派', 'unlisted', now())
                """, room);
    }

    private static AccountId insertAccount(Tx tx, Asker asker) {
        boolean guest = asker == Asker.GUEST;
        return tx.handle().createQuery("""
                insert into account (kind, display_name, sign_in_name, password_hash, server_admin, created_at)
                values (:kind, :name, :signInName, :hash, :admin, now()) returning id
                """)
                .bind("kind", guest ? "guest" : "person").bind("name", asker.name())
                .bind("signInName", guest ? null : UUID.randomUUID().toString())
                .bind("hash", guest ? null : PASSWORD_HASH)
                .bind("admin", asker == Asker.SERVER_ADMIN).mapTo(AccountId.class).one();
    }

    private long insertMember(Tx tx, AccountId account, Asker asker) {
        String role = asker == Asker.AUTHOR ? "member" : asker.name().toLowerCase();
        return tx.handle().createQuery("""
                insert into member (room_id, account_id, role, joined_at, joined_seq)
                values (:room, :account, :role, now(), 0) returning id
                """)
                .bind("room", room).bind("account", account).bind("role", role).mapTo(Long.class).one();
    }
}

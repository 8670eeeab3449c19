package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.app.RouteRole.Asker;
import weilu.app.TestBrowser.Answer;
import weilu.db.Db;

/** Each route against each kind of asker; the table is {@code route-roles.txt}. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RouteRolesTest {
    private static final Set<String> REFUSALS = Set.of("not_signed_in", "forbidden", "not_member", "foreign_origin");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;

    @Test
    @DisplayName("[T5] every route of the server is in the table, and every line of the table is a route")
    void tableIsWhole() {
        Set<String> listed =
                RouteRole.all().stream().map(RouteRole::name).collect(Collectors.toCollection(TreeSet::new));
        assertThat(served()).isEqualTo(listed);
    }

    @Test
    @DisplayName("[T5] each route lets through who may use it, and refuses everybody else")
    void routesAskForRoles() {
        SoftAssertions checks = new SoftAssertions();
        Set<String> served = served();
        RoomCast readers = new RoomCast(server, db, signIns);
        for (RouteRole route : RouteRole.all()) {
            if (!served.contains(route.name())) {
                continue;
            }
            // What only reads changes nothing for the next route.
            RoomCast cast = route.method().equals("GET") ? readers : new RoomCast(server, db, signIns);
            for (Asker asker : Asker.values()) {
                Answer answer = ask(cast, cast.browser(asker), route);
                String refusal = route.refusal(asker);
                if (refusal.isEmpty()) {
                    checks.assertThat(answer.code()).as("%s as %s", route, asker).isNotIn(REFUSALS);
                    checks.assertThat(answer.status()).as("%s as %s", route, asker).isLessThan(500);
                } else {
                    checks.assertThat(answer.code()).as("%s as %s", route, asker).isEqualTo(refusal);
                }
            }
        }
        checks.assertAll();
    }

    @Test
    @DisplayName("[T5] what belongs to one room is not found under another, even by the owner of both")
    void childrenStayWithTheirParents() {
        SoftAssertions checks = new SoftAssertions();
        Set<String> served = served();
        RoomCast theirs = new RoomCast(server, db, signIns);
        RoomCast mine = new RoomCast(server, db, signIns);
        List<String> children = List.of("{member}", "{invitation}", "/attachments/{id}");
        for (RouteRole route : RouteRole.all()) {
            if (served.contains(route.name()) && children.stream().anyMatch(route.path()::contains)) {
                String path = theirs.fill(route.path(), route.path())
                        .replace("/rooms/" + theirs.room + "/", "/rooms/" + mine.room + "/");
                Answer answer = send(mine.browser(Asker.OWNER), route, path, theirs.fill(route.body(), route.path()));
                checks.assertThat(answer.status()).as("%s under another room", route).isEqualTo(404);
            }
        }
        checks.assertAll();
    }

    @Test
    @DisplayName("[T5] a guest of one room gets into no other, by number, link or phrase")
    void guestsStayInTheirRoom() {
        RoomCast theirs = new RoomCast(server, db, signIns);
        TestBrowser guest = new RoomCast(server, db, signIns).browser(Asker.GUEST);
        if (served().contains("POST /api/rooms/{room}/join")) {
            assertThat(guest.post("/api/rooms/" + theirs.room + "/join", "{}").code()).isEqualTo("forbidden");
            TestBrowser owner = theirs.browser(Asker.OWNER);
            String secret = owner.post("/api/rooms/" + theirs.room + "/invitations", "{\"guests\":true}")
                    .body().path("secret").asText();
            assertThat(guest.post("/api/invitations/" + secret + "/accept", null).code()).isEqualTo("forbidden");
        }
        assertThat(guest.get("/api/rooms/" + theirs.room).code()).isEqualTo("not_member");
    }

    private Answer ask(RoomCast cast, TestBrowser browser, RouteRole route) {
        return send(browser, route, cast.fill(route.path(), route.path()), cast.fill(route.body(), route.path()));
    }

    private static Answer send(TestBrowser browser, RouteRole route, String path, String body) {
        if (body.startsWith("raw:")) {
            return browser.send(route.method(), path, body.substring("raw:".length()),
                    Map.of("Content-Type", "application/octet-stream"));
        }
        return browser.send(route.method(), path, body.isEmpty() ? null : body, Map.of());
    }

    /** What the server says it serves. */
    private Set<String> served() {
        JsonNode paths = new TestBrowser(server).get("/openapi?format=json").body().path("paths");
        Set<String> served = new TreeSet<>();
        paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            if (path.getKey().startsWith("/api/") && METHODS.contains(method)) {
                served.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
            }
        }));
        assertThat(served).isNotEmpty();
        return served;
    }
}

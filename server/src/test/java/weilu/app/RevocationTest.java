package weilu.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.account.SignIns;
import weilu.account.SignedIn;
import weilu.app.RouteRole.Asker;
import weilu.db.Db;

/** What is taken away is gone from open sockets within two seconds; each wait here ends after two. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RevocationTest {
    private static final int SIGNED_OUT = 4100;

    @TestHTTPResource
    URI server;
    @Inject
    Db db;
    @Inject
    SignIns signIns;
    private RoomCast cast;

    @BeforeEach
    void gather() {
        cast = new RoomCast(server, db, signIns);
    }

    @Test
    @DisplayName("[T5] signing out closes this browser's socket, and no other's")
    void signOut() {
        WatchedSocket member = WatchedSocket.open(server, cast.token(Asker.MEMBER));
        WatchedSocket owner = WatchedSocket.open(server, cast.token(Asker.OWNER));
        cast.browser(Asker.MEMBER).delete("/api/sign-ins/current");
        assertThat(member.closeCode()).isEqualTo(SIGNED_OUT);
        assertThat(owner.isOpen()).isTrue();
    }

    @Test
    @DisplayName("[T5] signing out everywhere closes every socket of the account")
    void signOutEverywhere() {
        WatchedSocket one = WatchedSocket.open(server, cast.token(Asker.MEMBER));
        WatchedSocket other = WatchedSocket.open(server, secondSignIn());
        cast.browser(Asker.MEMBER).delete("/api/sign-ins");
        assertThat(one.closeCode()).isEqualTo(SIGNED_OUT);
        assertThat(other.closeCode()).isEqualTo(SIGNED_OUT);
    }

    @Test
    @DisplayName("[T5] a new password closes the sockets of the other browsers, not of this one")
    void newPassword() {
        WatchedSocket here = WatchedSocket.open(server, cast.token(Asker.MEMBER));
        WatchedSocket there = WatchedSocket.open(server, secondSignIn());
        int status = cast.browser(Asker.MEMBER).put("/api/me/password",
                "{\"current\":\"" + RoomCast.PASSWORD + "\",\"password\":\"another one\"}").status();
        assertThat(status).isEqualTo(204);
        assertThat(there.closeCode()).isEqualTo(SIGNED_OUT);
        assertThat(here.isOpen()).isTrue();
    }

    @Test
    @DisplayName("[T5] a sign-in that ends between the handshake and hello lets nobody stay")
    void signOutBeforeHello() {
        WatchedSocket member = WatchedSocket.connect(server, cast.token(Asker.MEMBER));
        cast.browser(Asker.MEMBER).delete("/api/sign-ins/current");
        member.hello();
        assertThat(member.closeCode()).isEqualTo(SIGNED_OUT);
        assertThat(member.frames()).isEmpty();
    }

    @Test
    @DisplayName("[T5] who is kicked loses the room on every open socket, and hears nothing of it any more")
    void kick() {
        WatchedSocket kicked = WatchedSocket.open(server, cast.token(Asker.AUTHOR));
        WatchedSocket stays = WatchedSocket.open(server, cast.token(Asker.MEMBER));
        String path = cast.fill("/api/rooms/{room}/members/{member}", "");
        assertThat(cast.browser(Asker.OWNER).delete(path).status()).isLessThan(300);
        assertThat(kicked.waitFor("roomClosed").path("room").asLong()).isEqualTo(cast.room);
        int heard = kicked.frames().size();
        cast.browser(Asker.OWNER).post(cast.fill("/api/rooms/{room}/messages", ""),
                cast.fill("{\"clientMessageId\":\"{uuid}\",\"body\":\"他走了\"}", ""));
        stays.waitForText("他走了");
        assertThat(kicked.frames()).hasSize(heard);
    }

    @Test
    @DisplayName("[T5] a socket opens for who is signed in alone")
    void needsSignIn() {
        assertThatThrownBy(() -> WatchedSocket.connect(server, "nonsense")).hasStackTraceContaining("401");
        WatchedSocket.open(server, cast.token(Asker.GUEST));
    }

    private String secondSignIn() {
        return db.inTransaction(tx -> {
            SignedIn member = signIns.authenticate(tx, cast.token(Asker.MEMBER)).orElseThrow();
            return signIns.begin(tx, member.account(), "second").text();
        });
    }
}

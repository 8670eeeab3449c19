package weilu.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "postgres://weilu:p%40ss+word@db.example:5433/rooms?sslmode=require",
        "postgresql://weilu:p%40ss+word@db.example:5433/rooms?sslmode=require",
        "jdbc:postgresql://db.example:5433/rooms?user=weilu&password=p%40ss+word&sslmode=require",
    })
    @DisplayName("[DB10] each way to write an address is read alike")
    void reads(String text) {
        DatabaseAddress address = DatabaseAddress.parse(text);
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/rooms?sslmode=require");
        assertThat(address.user()).isEqualTo("weilu");
        assertThat(address.password()).isEqualTo("p@ss+word");
        assertThat(address.shown()).isEqualTo("postgresql://db.example:5433/rooms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://a@b/c", "postgres://host-without-name", "postgres://", "not an address"})
    @DisplayName("[DB10] an address that is none is told in one sentence, which does not repeat it")
    void refuses(String text) {
        assertThatThrownBy(() -> DatabaseAddress.parse(text))
                .isInstanceOf(DatabaseUnavailable.class).hasMessageStartingWith("The database address is not readable");
    }

    @Test
    @DisplayName("[DB10] a wrong host, name or password is told in one sentence without the password")
    void wrong() {
        try (TestDatabase database = TestDatabase.fresh()) {
            DatabaseAddress right = database.address();
            assertSentence(new DatabaseAddress(right.jdbcUrl(), right.user(), "wrong"), "refuses the password");
            assertSentence(new DatabaseAddress(right.jdbcUrl() + "x", right.user(), right.password()), "does not exist");
            assertSentence(new DatabaseAddress("jdbc:postgresql://127.0.0.1:9/weilu", "weilu", "wrong"), "cannot be reached");
            assertSentence(new DatabaseAddress("jdbc:postgresql://no.invalid/weilu", "weilu", "wrong"), "cannot be reached");
        }
    }

    private static void assertSentence(DatabaseAddress address, String part) {
        assertThatThrownBy(address::connect).isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(part).hasMessageNotContaining("wrong").hasMessageMatching("[^\n]*[.?]");
    }
}

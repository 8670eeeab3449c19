package weilu.tool.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.tool.builtin.Reminder.Every;

/** When reminders are due where clocks are changed, and where they are not. */
class ReminderTest {
    private static Reminder of(String local, String zone, Every every) {
        LocalDateTime at = LocalDateTime.parse(local);
        return new Reminder(1, 1, new RoomId(100_000_001), new MemberId(2), new MemberId(3), "x", at, ZoneId.of(zone), every,
                at.getDayOfMonth());
    }

    /** The times it is due, when it is looked at right after each. */
    private static List<String> due(Reminder first, int times) {
        List<String> due = new ArrayList<>();
        Reminder next = first;
        for (int i = 0; i < times; i++) {
            Instant at = next.at();
            due.add(at.toString());
            next = new Reminder(1, 1, next.room(), next.agent(), next.asker(), "x", next.after(at), next.zone(), next.every(),
                    next.dayOfMonth());
        }
        return due;
    }

    @Test
    @DisplayName("[BT3] where summer time skips it that day, a daily one comes right after the gap, and at its own time again")
    void gap() {
        assertThat(due(of("2027-03-13T02:30", "America/New_York", Every.DAILY), 3))
                .containsExactly("2027-03-13T07:30:00Z", "2027-03-14T07:30:00Z", "2027-03-15T06:30:00Z");
        assertThat(due(of("2027-03-27T02:30", "Europe/Berlin", Every.DAILY), 3))
                .containsExactly("2027-03-27T01:30:00Z", "2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z");
    }

    @Test
    @DisplayName("[BT3] where the clock shows it twice that day, it comes once, the first time")
    void overlap() {
        assertThat(due(of("2027-11-06T01:30", "America/New_York", Every.DAILY), 3))
                .containsExactly("2027-11-06T05:30:00Z", "2027-11-07T05:30:00Z", "2027-11-08T06:30:00Z");
        assertThat(due(of("2027-10-30T02:30", "Europe/Berlin", Every.DAILY), 3))
                .containsExactly("2027-10-30T00:30:00Z", "2027-10-31T00:30:00Z", "2027-11-01T01:30:00Z");
    }

    @Test
    @DisplayName("[BT3] where no clock is changed, a day is a day")
    void plain() {
        assertThat(due(of("2027-03-13T02:30", "Asia/Shanghai", Every.DAILY), 3))
                .containsExactly("2027-03-12T18:30:00Z", "2027-03-13T18:30:00Z", "2027-03-14T18:30:00Z");
    }

    @Test
    @DisplayName("[BT3] the 31st is the last day of shorter months, and the 31st again; a weekend has no weekdays")
    void months() {
        assertThat(due(of("2027-01-31T20:00", "Asia/Shanghai", Every.MONTHLY), 3))
                .containsExactly("2027-01-31T12:00:00Z", "2027-02-28T12:00:00Z", "2027-03-31T12:00:00Z");
        assertThat(due(of("2027-01-07T20:00", "Asia/Shanghai", Every.WEEKDAYS), 3))
                .containsExactly("2027-01-07T12:00:00Z", "2027-01-08T12:00:00Z", "2027-01-11T12:00:00Z");
    }

    @Test
    @DisplayName("[BT3] times that passed while nobody looked are left out")
    void missed() {
        Reminder daily = of("2027-03-13T02:30", "America/New_York", Every.DAILY);
        assertThat(daily.after(Instant.parse("2027-03-20T00:00:00Z"))).isEqualTo(LocalDateTime.parse("2027-03-20T02:30"));
        assertThat(of("2027-03-13T02:30", "Asia/Shanghai", Every.NONE).after(Instant.EPOCH)).isNull();
    }
}

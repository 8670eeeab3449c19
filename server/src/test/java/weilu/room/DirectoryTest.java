package weilu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static weilu.room.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.RoomView.Visibility;

final class DirectoryTest {
    @RegisterExtension
    static final Hearth hearth = new Hearth();

    private final AccountId 小红 = hearth.person("小红");
    private final AccountId 路人 = hearth.person("路人");

    @Test
    @DisplayName("[RM19] public rooms are listed with their member count; others, archived and direct ones are not")
    void listing() {
        RoomId open = hearth.room(小红, "川味火锅派", Visibility.PUBLIC);
        hearth.room(小红, "川味火锅派", Visibility.UNLISTED);
        hearth.room(小红, "川味火锅派", Visibility.PRIVATE);
        RoomId archived = hearth.room(小红, "川味火锅派", Visibility.PUBLIC);
        hearth.run(tx -> hearth.changeRoom.archive(tx, archived, 小红));
        hearth.joined(open, 路人);

        assertThat(all(路人, "川味火锅")).singleElement().satisfies(entry -> {
            assertThat(entry.room().id()).isEqualTo(open);
            assertThat(entry.members()).isEqualTo(2);
            assertThat(entry.joined()).isTrue();
        });
        assertThat(all(hearth.person("又一位"), "川味火锅")).extracting(DirectoryEntry::joined).containsExactly(false);
        assertThat(all(路人, open.toString())).extracting(entry -> entry.room().id()).containsExactly(open);
        assertThat(all(路人, archived.toString())).isEmpty();
    }

    @Test
    @DisplayName("[RM19] a search takes wildcards literally, ignores letter case, and looks at the topic too")
    void searching() {
        hearth.room(小红, "Board Games", Visibility.PUBLIC);
        RoomId percent = hearth.room(小红, "100% 甜", Visibility.PUBLIC);
        hearth.run(tx -> hearth.changeRoom.change(tx, percent, 小红,
                new ChangeRoom.Wish(null, "奶茶_俱乐部", null, null, null, null, null)));
        assertThat(names(路人, "board games")).containsExactly("Board Games");
        assertThat(names(路人, "0%")).containsExactly("100% 甜");
        assertThat(names(路人, "茶_俱")).containsExactly("100% 甜");
        assertThat(names(路人, "茶_乐")).isEmpty();
        assertRefused(ErrorCode.INVALID, () -> names(路人, "长".repeat(101)));
    }

    @Test
    @DisplayName("[RM19] pages follow each other without gaps or repeats, the fullest rooms first")
    void paging() {
        for (int i = 0; i < Directory.PAGE_ROOMS_MAX + 5; i++) {
            RoomId room = hearth.room(i % 2 == 0 ? 小红 : 路人, "翻页" + i, Visibility.PUBLIC);
            if (i % 7 == 0) {
                hearth.joined(room, hearth.luzi);
            }
        }
        List<DirectoryEntry> all = all(小红, "翻页");
        assertThat(all).hasSize(Directory.PAGE_ROOMS_MAX + 5).doesNotHaveDuplicates();
        assertThat(all.stream().map(DirectoryEntry::members).toList())
                .isSortedAccordingTo((one, other) -> other - one);
    }

    private List<String> names(AccountId account, String query) {
        return all(account, query).stream().map(entry -> entry.room().name()).toList();
    }

    private List<DirectoryEntry> all(AccountId account, String query) {
        List<DirectoryEntry> all = new ArrayList<>();
        List<DirectoryEntry> page;
        do {
            RoomId after = all.isEmpty() ? null : all.getLast().room().id();
            page = hearth.get(tx -> new Directory().page(tx, account, query, after));
            all.addAll(page);
        } while (page.size() == Directory.PAGE_ROOMS_MAX);
        return all;
    }
}

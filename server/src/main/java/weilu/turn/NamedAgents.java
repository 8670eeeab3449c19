package weilu.turn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import weilu.id.MemberId;

/** Finds agents of a room by @ and their name in a text: always members of this room, whatever the text says. */
final class NamedAgents {
    private NamedAgents() {}

    /** In the order they are named. Where one name begins with another, the longer one counts. */
    static Set<MemberId> in(String text, Collection<RoomAgent> inRoom) {
        Set<MemberId> named = new LinkedHashSet<>();
        if (text == null || text.indexOf('@') < 0) {
            return named;
        }
        List<RoomAgent> longestFirst = new ArrayList<>(inRoom);
        longestFirst.sort(Comparator.comparing((RoomAgent agent) -> agent.name().length()).reversed());
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int from = at + 1;
            longestFirst.stream().filter(agent -> text.startsWith(agent.name(), from)).findFirst()
                    .ifPresent(agent -> named.add(agent.member()));
        }
        return named;
    }
}

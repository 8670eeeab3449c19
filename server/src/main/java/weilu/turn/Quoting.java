package weilu.turn;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.ReadMessages;
import weilu.protocol.MessageView;

/**
 * Reads messages with who said them and to whom, and leaves out what must not be quoted: what was recalled, what has no
 * words, and what an agent only said about others' words.
 */
final class Quoting {
    private Quoting() {}

    static List<Quoted> of(Tx tx, ReadMessages messages, RoomId room, Collection<Seq> seqs) {
        return named(tx, messages, room, messages.findAll(tx, room, seqs));
    }

    static List<Quoted> named(Tx tx, ReadMessages messages, RoomId room, List<MessageView> found) {
        return withNames(tx, messages, room, found.stream().filter(Quoting::mayBeQuoted).toList());
    }

    /** Like {@link #named}, with the agents' own words, for following a conversation. */
    static List<Quoted> conversation(Tx tx, ReadMessages messages, RoomId room, List<MessageView> found) {
        return withNames(tx, messages, room, found.stream().filter(Quoting::hasWords).toList());
    }

    private static List<Quoted> withNames(Tx tx, ReadMessages messages, RoomId room, List<MessageView> kept) {
        Set<Seq> quotes = new HashSet<>();
        kept.stream().map(MessageView::quote).filter(seq -> seq != null).forEach(quotes::add);
        Map<Seq, MessageView> quoted = new HashMap<>();
        messages.findAll(tx, room, quotes).forEach(view -> quoted.put(view.seq(), view));
        Set<MemberId> members = new HashSet<>();
        kept.forEach(view -> {
            members.add(view.author());
            members.addAll(view.mentions());
        });
        quoted.values().forEach(view -> members.add(view.author()));
        Map<MemberId, String> names = new LogPlaces().names(tx, members);
        return kept.stream().map(view -> new Quoted(view, nameOf(view, names), toWhom(view, quoted, names))).toList();
    }

    private static boolean mayBeQuoted(MessageView view) {
        return hasWords(view) && view.answer() == null;
    }

    private static boolean hasWords(MessageView view) {
        return view.recalledBy() == null && view.body() != null && !view.body().isBlank();
    }

    private static String nameOf(MessageView view, Map<MemberId, String> names) {
        return view.importedAs() != null ? view.importedAs() : names.getOrDefault(view.author(), "?");
    }

    private static String toWhom(MessageView view, Map<Seq, MessageView> quoted, Map<MemberId, String> names) {
        Set<String> others = new LinkedHashSet<>();
        MessageView answered = view.quote() == null ? null : quoted.get(view.quote());
        if (answered != null) {
            others.add(nameOf(answered, names));
        }
        view.mentions().forEach(member -> others.add(names.getOrDefault(member, "?")));
        return String.join("、", others);
    }
}

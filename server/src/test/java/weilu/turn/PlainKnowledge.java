package weilu.turn;

import java.util.ArrayList;
import java.util.List;
import weilu.db.Db;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.knowledge.Embedder;
import weilu.knowledge.Embedding;
import weilu.message.ReadMessages;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Topic;
import weilu.room.Membership;

/** Knows a room without any cleverness: the last twelve messages are key, and two characters in common are a fit. */
record PlainKnowledge(Db db, ReadMessages messages, Embedder embedder) implements RoomKnowledge {

    @Override
    public List<Topic> keyMessages(Membership asker, Seq after, Seq upTo) {
        List<Citation> all = upTo(asker.room(), upTo).stream()
                .filter(quoted -> quoted.message().seq().isAfter(after)).map(Quoted::citation).toList();
        return all.isEmpty() ? List.of()
                : List.of(new Topic("话题", all.subList(Math.max(0, all.size() - 12), all.size())));
    }

    @Override
    public void expect(RoomId room, String question) {
        // It is found quickly enough.
    }

    @Override
    public List<Topic> find(Membership asker, String question, Seq upTo) {
        List<Citation> found = new ArrayList<>();
        for (Quoted quoted : upTo(asker.room(), upTo)) {
            String body = quoted.message().body();
            for (int i = 0; i + 2 <= question.length(); i++) {
                if (body.contains(question.substring(i, i + 2)) && !body.contains("@阿炉")) {
                    found.add(quoted.citation());
                    break;
                }
            }
        }
        return found.isEmpty() ? List.of() : List.of(new Topic("", found));
    }

    @Override
    public Embedding meaning(String text) {
        return embedder.embed(text);
    }

    private List<Quoted> upTo(RoomId room, Seq upTo) {
        return db.inTransaction(tx -> Quoting.named(
                tx, messages, room, messages.before(tx, room, upTo.next(), 500).messages()));
    }
}

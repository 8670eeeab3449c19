package weilu.app;

import java.util.List;
import weilu.turn.RoomKnowledge;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.knowledge.Embedder;
import weilu.knowledge.Embedding;
import weilu.knowledge.RoomAnswers;
import weilu.knowledge.RoomAnswers.Finding;
import weilu.knowledge.RoomDigest;
import weilu.protocol.Answer.Topic;
import weilu.room.Membership;

/** Lends the agents what the embedded engines know. */
record KnowledgeOfRooms(RoomDigest digest, RoomAnswers answers, Embedder embedder) implements RoomKnowledge {
    @Override
    public List<Topic> keyMessages(Membership asker, Seq after, Seq upTo) {
        return digest.summarise(asker, after.next(), upTo);
    }

    @Override
    public void expect(RoomId room, String question) {
        answers.expect(room, question);
    }

    @Override
    public List<Topic> find(Membership asker, String question, Seq upTo) {
        return switch (answers.find(asker, question, upTo.next())) {
            case Finding.Found found -> found.topics();
            case Finding.NotFound _ -> List.of();
        };
    }

    @Override
    public Embedding meaning(String text) {
        return embedder.embed(text);
    }
}

package weilu.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.Answer.Citation;
import weilu.protocol.Answer.Topic;

/** Takes a recalled message out of the answers that quote it. Clients do the same when they hear of the recall. */
final class AnswerCitations {
    private AnswerCitations() {}

    /** Every message the answer quotes. */
    static Set<Seq> messages(Answer answer) {
        return answer == null ? Set.of() : answer.topics().stream().flatMap(topic -> topic.citations().stream())
                .map(Citation::message).collect(Collectors.toSet());
    }

    /** The answer without what was recalled while it was being written. */
    static Answer keeping(Answer answer, Predicate<Seq> isThere) {
        Answer kept = answer;
        for (Seq message : messages(answer)) {
            kept = isThere.test(message) ? kept : without(kept, message).orElse(kept);
        }
        return kept;
    }

    /** The answer without that message, and without thoughts, which repeat what they read; empty when it does not quote it. */
    static Optional<Answer> without(Answer answer, Seq message) {
        boolean quotesIt = answer.topics().stream()
                .anyMatch(topic -> topic.citations().stream().anyMatch(one -> one.message().equals(message)));
        if (!quotesIt) {
            return Optional.empty();
        }
        List<Topic> topics = new ArrayList<>();
        for (Topic topic : answer.topics()) {
            List<Citation> left = topic.citations().stream().filter(one -> !one.message().equals(message)).toList();
            if (left.size() == topic.citations().size()) {
                topics.add(topic);
            } else if (!left.isEmpty()) {
                topics.add(new Topic(titleFor(topic.title(), left), left));
            }
        }
        return Optional.of(answer.withTopics(topics).thinking(null));
    }

    /** A title is made of words of its messages: it goes unless one that is left says it too. */
    private static String titleFor(String title, List<Citation> left) {
        return title != null && left.stream().anyMatch(one -> one.quote().contains(title)) ? title : "";
    }
}

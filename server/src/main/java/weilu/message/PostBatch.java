package weilu.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import weilu.db.Tx;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.PostStore.Author;
import weilu.message.PostStore.Earlier;
import weilu.message.PostStore.Identity;
import weilu.message.PostStore.Key;
import weilu.message.PostStore.MemberKey;
import weilu.protocol.Answer;
import weilu.protocol.Attachment;
import weilu.protocol.ErrorCode;
import weilu.protocol.MemberView.Role;
import weilu.protocol.Problem;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.room.LoggedEvent;
import weilu.room.RoomLog.Place;

/**
 * One batch of drafts in one transaction. The room rows are locked first, so from then on nobody else can post, join,
 * leave or be muted in these rooms, and what is decided in memory is still true at the commit.
 */
final class PostBatch {
    /** A draft and the digest of its content, taken by the sender's thread: the writer's is the one that all wait for. */
    record Sent(Draft draft, long contentHash) {
        static Sent of(Draft draft) {
            return new Sent(draft, ContentHash.of(draft));
        }
    }

    /** A draft that nothing speaks against so far. */
    private record Candidate(int index, Draft draft, Author author, Identity identity, long contentHash) {}

    /** A draft that will be written, with its files. */
    private record Ready(Candidate candidate, List<Attachment> attachments) {}

    private final Tx tx;
    private final PostStore store;
    private final OriginStore origins = new OriginStore();
    private final AttachmentClaims attachments;
    private final Function<Map<RoomId, Seq>, Collection<String>> notices;
    private final Instant now;
    private final List<Sent> sent;
    private final PostOutcome[] outcomes;
    private final Map<Integer, Integer> repeatsOf = new HashMap<>();
    private final Map<RoomId, Seq> movedHeads = new HashMap<>();
    private final Map<RoomId, List<LoggedEvent>> written = new HashMap<>();

    private PostStore.Locked locked;
    private Set<Place> quotable = Set.of();
    private Set<MemberKey> mentionable = Set.of();

    /** @param notices what the commit tells other nodes of the heads it moved */
    PostBatch(
            Tx tx, PostStore store, AttachmentClaims attachments,
            Function<Map<RoomId, Seq>, Collection<String>> notices, Instant now, List<Sent> sent) {
        this.tx = tx;
        this.store = store;
        this.attachments = attachments;
        this.notices = notices;
        this.now = now;
        this.sent = sent;
        this.outcomes = new PostOutcome[sent.size()];
    }

    List<PostOutcome> write() {
        locked = store.lock(tx, sent.stream()
                .map(one -> new Key(one.draft().room(), one.draft().account())).distinct().toList());
        findReferences();
        insert(claim(decide()));
        repeatsOf.forEach((repeat, first) -> outcomes[repeat] = asRepeat(sent.get(repeat), first));
        return List.of(outcomes);
    }

    /** How far the rooms written to reach now. */
    Map<RoomId, Seq> movedHeads() {
        return movedHeads;
    }

    /** The events of each room, in their order. */
    Map<RoomId, List<LoggedEvent>> written() {
        return written;
    }

    private void findReferences() {
        Set<Place> quotes = new HashSet<>();
        Set<MemberKey> mentions = new HashSet<>();
        for (Sent one : sent) {
            Draft draft = one.draft();
            if (draft.quote() != null) {
                quotes.add(new Place(draft.room(), draft.quote()));
            }
            if (draft.about() == null) {
                AnswerCitations.messages(draft.answer()).forEach(seq -> quotes.add(new Place(draft.room(), seq)));
            }
            draft.mentions().forEach(member -> mentions.add(new MemberKey(draft.room(), member)));
        }
        if (!quotes.isEmpty()) {
            quotable = store.findMessages(tx, quotes);
        }
        if (!mentions.isEmpty()) {
            mentionable = store.findMembers(tx, mentions);
        }
    }

    /** Sorts drafts into refused, repeated and accepted. A retry of what was accepted is never refused. */
    private List<Candidate> decide() {
        List<Candidate> candidates = new ArrayList<>();
        Map<Identity, Integer> firsts = new HashMap<>();
        for (int i = 0; i < sent.size(); i++) {
            Draft draft = sent.get(i).draft();
            Author author = locked.authors().get(new Key(draft.room(), draft.account()));
            if (author == null) {
                outcomes[i] = PostOutcome.Refused.of(ErrorCode.NOT_MEMBER, "you are not a member of this room");
                continue;
            }
            Identity identity = new Identity(author.member(), draft.clientMessageId());
            Integer first = firsts.putIfAbsent(identity, i);
            if (first != null) {
                repeatsOf.put(i, first);
            } else {
                candidates.add(new Candidate(i, draft, author, identity, sent.get(i).contentHash()));
            }
        }
        return refuse(answerEarlier(candidates));
    }

    /** Looks up repeats only for those that would be refused, or that carry files, which can be claimed once. */
    private List<Candidate> answerEarlier(List<Candidate> candidates) {
        List<Candidate> doubtful = candidates.stream()
                .filter(candidate -> !candidate.draft().attachments().isEmpty() || problemOf(candidate).isPresent())
                .toList();
        if (doubtful.isEmpty()) {
            return candidates;
        }
        Map<Identity, Earlier> earlier =
                store.findEarlier(tx, doubtful.stream().map(Candidate::identity).toList());
        return candidates.stream().filter(candidate -> !answerFrom(earlier, candidate)).toList();
    }

    private boolean answerFrom(Map<Identity, Earlier> earlier, Candidate candidate) {
        Earlier first = earlier.get(candidate.identity());
        if (first == null) {
            return false;
        }
        outcomes[candidate.index()] = first.contentHash() == candidate.contentHash()
                ? new PostOutcome.AlreadyPosted(first.seq(), first.at())
                : reusedId();
        return true;
    }

    private List<Candidate> refuse(List<Candidate> candidates) {
        List<Candidate> accepted = new ArrayList<>();
        Set<Identity> slowed = new HashSet<>();
        for (Candidate candidate : candidates) {
            Optional<Problem> problem = problemOf(candidate);
            boolean isSecondInSlowMode =
                    isSlowed(candidate) && !slowed.add(new Identity(candidate.author().member(), null));
            if (problem.isPresent()) {
                outcomes[candidate.index()] = new PostOutcome.Refused(problem.get());
            } else if (isSecondInSlowMode) {
                outcomes[candidate.index()] = new PostOutcome.Refused(slowMode(candidate, now));
            } else {
                accepted.add(candidate);
            }
        }
        if (!slowed.isEmpty()) {
            store.notePosted(tx, slowed.stream().map(Identity::author).toList(), now);
        }
        return accepted;
    }

    private Optional<Problem> problemOf(Candidate candidate) {
        Draft draft = candidate.draft();
        Author author = candidate.author();
        if (locked.heads().get(draft.room()).archived()) {
            return Optional.of(Problem.of(ErrorCode.ARCHIVED, "the room is archived"));
        }
        if (locked.heads().get(draft.room()).blocked()) {
            return Optional.of(Problem.of(ErrorCode.BLOCKED, "one of you has blocked the other"));
        }
        if (author.mutedUntil() != null && author.mutedUntil().isAfter(now)) {
            return Optional.of(Problem.retryAt(ErrorCode.MUTED, author.mutedUntil(), "you are muted"));
        }
        if (isSlowed(candidate) && author.lastPostedAt() != null && isPast(candidate, author.lastPostedAt())
                && nextPostAt(candidate, author.lastPostedAt()).isAfter(now)) {
            return Optional.of(slowMode(candidate, author.lastPostedAt()));
        }
        if (draft.quote() != null && !quotable.contains(new Place(draft.room(), draft.quote()))) {
            return Optional.of(Problem.field(ErrorCode.QUOTE_UNKNOWN, "quote", "there is no such message to quote"));
        }
        if (!draft.mentions().stream().allMatch(id -> mentionable.contains(new MemberKey(draft.room(), id)))) {
            return Optional.of(Problem.field(ErrorCode.INVALID, "mentions", "a mention names no member of this room"));
        }
        return Optional.empty();
    }

    /** A reply of an agent is not held back: whoever asked for it was. */
    private boolean isSlowed(Candidate candidate) {
        return candidate.draft().hops() == 0
                && locked.heads().get(candidate.draft().room()).slowModeSeconds() > 0
                && !candidate.author().role().isAtLeast(Role.ADMIN);
    }

    /** Where the clock was set back, what was said last may seem to lie ahead; that holds nobody back. */
    private boolean isPast(Candidate candidate, Instant lastPostedAt) {
        return !lastPostedAt.isAfter(nextPostAt(candidate, now));
    }

    private Instant nextPostAt(Candidate candidate, Instant lastPostedAt) {
        return lastPostedAt.plusSeconds(locked.heads().get(candidate.draft().room()).slowModeSeconds());
    }

    private Problem slowMode(Candidate candidate, Instant lastPostedAt) {
        return Problem.retryAt(ErrorCode.SLOW_MODE, nextPostAt(candidate, lastPostedAt), "the room is in slow mode");
    }

    /** Claims the files of each draft; a draft whose files cannot be had is refused. */
    private List<Ready> claim(List<Candidate> accepted) {
        List<Ready> ready = new ArrayList<>();
        for (Candidate candidate : accepted) {
            Draft draft = candidate.draft();
            Optional<List<Attachment>> claimed = draft.attachments().isEmpty()
                    ? Optional.of(List.of())
                    : attachments.claim(tx, draft.room(), candidate.author().member(), draft.attachments());
            if (claimed.isPresent()) {
                ready.add(new Ready(candidate, claimed.get()));
            } else {
                outcomes[candidate.index()] = PostOutcome.Refused.field(
                        ErrorCode.ATTACHMENT_UNKNOWN, "attachments", "a file is not there, or was sent already");
            }
        }
        return ready;
    }

    /** Inserts all; where repeats are among them, takes that back, answers the repeats, and inserts the rest. */
    private void insert(List<Ready> ready) {
        if (ready.isEmpty()) {
            return;
        }
        Set<RoomId> rooms = ready.stream().map(one -> one.candidate().draft().room()).collect(Collectors.toSet());
        List<Ready> rest = ready;
        List<PostRow> rows = number(rest, rooms);
        Set<Identity> inserted = store.insert(tx, rows, movedHeads, notices.apply(movedHeads), now);
        while (inserted.size() < rows.size()) {
            store.takeBack(tx, rows, inserted);
            rest = withoutRepeats(rest, inserted);
            rows = number(rest, rooms);
            inserted = store.insert(tx, rows, movedHeads, notices.apply(movedHeads), now);
        }
        rows.forEach(row -> written.computeIfAbsent(row.room(), room -> new ArrayList<>()).add(
                new LoggedEvent(row.room(), row.seq(), now, LoggedEvent.MESSAGE_POSTED, row.event())));
        Set<Place> answers = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Draft draft = rest.get(i).candidate().draft();
            if (draft.answer() != null && draft.about() == null) {
                answers.add(new Place(draft.room(), rows.get(i).seq()));
            }
            outcomes[rest.get(i).candidate().index()] = new PostOutcome.Posted(rows.get(i).seq(), now);
        }
        if (!answers.isEmpty()) {
            store.noteAnswers(tx, answers);
        }
        List<PostRow> whispers = rows.stream().filter(row -> row.about() != null).toList();
        if (!whispers.isEmpty()) {
            store.noteWhispers(tx, whispers);
        }
        List<PostRow> forwarded = rows.stream().filter(row -> row.origin() != null).toList();
        if (!forwarded.isEmpty()) {
            origins.note(tx, forwarded);
        }
    }

    /** Gives each draft its seq, from the locked heads on. */
    private List<PostRow> number(List<Ready> ready, Set<RoomId> rooms) {
        rooms.forEach(room -> movedHeads.put(room, locked.heads().get(room).seq()));
        List<PostRow> rows = new ArrayList<>();
        for (Ready one : ready) {
            Seq seq = movedHeads.compute(one.candidate().draft().room(), (room, head) -> head.next());
            rows.add(rowOf(one, seq));
        }
        return rows;
    }

    private List<Ready> withoutRepeats(List<Ready> ready, Set<Identity> inserted) {
        List<Candidate> left = ready.stream().map(Ready::candidate)
                .filter(candidate -> !inserted.contains(candidate.identity())).toList();
        Map<Identity, Earlier> earlier = store.findEarlier(tx, left.stream().map(Candidate::identity).toList());
        for (Candidate candidate : left) {
            if (!answerFrom(earlier, candidate)) {
                throw new IllegalStateException("a message was left out, and not for its id");
            }
        }
        return ready.stream().filter(one -> inserted.contains(one.candidate().identity())).toList();
    }

    private PostRow rowOf(Ready ready, Seq seq) {
        Candidate candidate = ready.candidate();
        Draft draft = candidate.draft();
        // A whisper's answer cites another room, by place alone: it holds none of its words that a recall would have to find.
        Answer answer = draft.about() != null ? draft.answer() : AnswerCitations.keeping(
                draft.answer(), cited -> quotable.contains(new Place(draft.room(), cited)));
        return new PostRow(draft.room(), seq, candidate.contentHash(),
                new MessagePosted(candidate.author().member(), draft.clientMessageId(), draft.body(), draft.quote(),
                        draft.mentions().stream().distinct().toList(), ready.attachments(), null, null, draft.hops(), answer,
                        false, draft.about(), draft.brought(), null), draft.origin());
    }

    private PostOutcome asRepeat(Sent repeat, int first) {
        if (repeat.contentHash() != sent.get(first).contentHash()) {
            return reusedId();
        }
        return outcomes[first] instanceof PostOutcome.Posted posted
                ? new PostOutcome.AlreadyPosted(posted.seq(), posted.at())
                : outcomes[first];
    }

    private static PostOutcome reusedId() {
        return PostOutcome.Refused.field(
                ErrorCode.ID_REUSED, "clientMessageId", "this id was used for a message with other content");
    }
}

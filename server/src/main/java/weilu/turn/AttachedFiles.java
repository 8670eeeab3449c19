package weilu.turn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import weilu.agent.FileText;
import weilu.db.Tx;
import weilu.gateway.Prompt;
import weilu.gateway.Prompt.Part;
import weilu.gateway.Prompt.Picture;
import weilu.id.AttachmentId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.message.Attachments;
import weilu.message.CarriedFile;
import weilu.message.ReadMessages;
import weilu.protocol.Attachment;
import weilu.protocol.MessageView;
import weilu.protocol.Refusal;

/**
 * Pictures and files that somebody shows an agent, as one turn gives them to models: bounded, as data between marks, and opened
 * once however many models are tried.
 */
final class AttachedFiles {
    static final int PICTURES_MAX = 4;
    static final int FILES_MAX = 4;
    static final int FILE_BYTES_MAX = 10 * 1024 * 1024;
    static final int FILE_CHARACTERS_MAX = 12_000;
    static final int CHARACTERS_MAX = 24_000;
    /** In a conversation a follow-up is about what was shown a little before. */
    static final int EARLIER_MESSAGES = 12;

    private final Attachments attachments;
    private final Map<AttachmentId, Opened> opened = new HashMap<>();

    /** One file with whose it is. */
    record Shown(CarriedFile file, String from) {}

    /** @param problem why it has neither words nor a picture, otherwise null */
    private record Opened(Picture picture, String words, String problem) {}

    AttachedFiles(Attachments attachments) {
        this.attachments = attachments;
    }

    /**
     * The messages that show something the question may be about: it, the one it quotes, in a conversation earlier ones.
     * A whisper quotes nothing and shows what it carries.
     */
    static List<MessageView> messages(Tx tx, ReadMessages messages, RoomId room, MessageView trigger, boolean conversation) {
        List<MessageView> near = new ArrayList<>();
        if (conversation) {
            near.addAll(messages.before(tx, room, trigger.seq(), EARLIER_MESSAGES).messages());
        }
        if (trigger.quote() != null && near.stream().noneMatch(one -> one.seq().equals(trigger.quote()))) {
            near.addAll(messages.findAll(tx, room, List.of(trigger.quote())));
        }
        near.add(trigger);
        return near.stream().filter(view -> view.recalledBy() == null && view.answer() == null)
                .filter(view -> view.attachments().stream().anyMatch(AttachedFiles::isShown)).toList();
    }

    static boolean hasPictures(List<MessageView> messages) {
        return messages.stream().flatMap(view -> view.attachments().stream())
                .anyMatch(one -> one.kind() == Attachment.Kind.PICTURE);
    }

    /** What these messages show, the last of it when it is too much. */
    List<Shown> find(Tx tx, RoomId room, List<MessageView> allowed) {
        if (allowed.isEmpty()) {
            return List.of();
        }
        Map<Seq, MemberId> authors = allowed.stream().collect(Collectors.toMap(MessageView::seq, MessageView::author));
        Map<MemberId, String> names = new LogPlaces().names(tx, authors.values());
        List<Shown> kept = new ArrayList<>();
        int pictures = 0;
        int files = 0;
        for (CarriedFile file : attachments.carried(tx, room, allowed).reversed()) {
            boolean isPicture = file.view().kind() == Attachment.Kind.PICTURE;
            if (isShown(file.view()) && (isPicture ? pictures++ < PICTURES_MAX : files++ < FILES_MAX)) {
                kept.addFirst(new Shown(file, names.getOrDefault(authors.get(file.message()), "?")));
            }
        }
        return kept;
    }

    /** The prompt with them right before the question. Call it outside of a transaction. */
    Prompt into(Prompt prompt, TurnContext context, List<Shown> shown) {
        if (shown.isEmpty()) {
            return prompt;
        }
        List<Part> parts = new ArrayList<>(prompt.parts());
        parts.add(parts.size() - 1, part(context, shown));
        return new Prompt(parts, prompt.reach());
    }

    private Part part(TurnContext context, List<Shown> shown) {
        String mark = "FILE " + context.turn().id();
        StringBuilder text = new StringBuilder();
        List<Picture> pictures = new ArrayList<>();
        List<Prompt.File> files = new ArrayList<>();
        int left = CHARACTERS_MAX;
        for (Shown one : shown) {
            Attachment view = one.file().view();
            Opened what = opened.computeIfAbsent(view.id(), _ -> open(one.file()));
            String named = view.name() + " (" + view.mediaType() + ", " + view.bytes() + " bytes), from " + one.from();
            if (what.picture() != null) {
                pictures.add(what.picture());
                text.append("Picture ").append(pictures.size()).append(": ").append(named).append('\n');
            } else if (what.words() != null && left > 0) {
                String words = cut(what.words(), Math.min(left, FILE_CHARACTERS_MAX));
                left -= words.length();
                files.add(new Prompt.File(one.file().content().hex(), view.bytes()));
                text.append("File: ").append(named).append('\n').append(words).append("\n(end of ").append(view.name())
                        .append(words.length() < what.words().length() ? " as far as it fits here)\n" : ")\n");
            } else {
                text.append("File: ").append(named).append(": ")
                        .append(what.problem() == null ? "does not fit here any more" : what.problem()).append('\n');
            }
        }
        // A whisper is no message of the room in whose ledger this stands (CV5).
        List<Seq> carriers = context.isWhisper() ? List.of()
                : shown.stream().map(one -> one.file().message()).distinct().toList();
        return Part.shown("<<<" + mark + "\n" + text.toString().replace(mark, "…") + "END " + mark + ">>>",
                carriers, pictures, files);
    }

    private Opened open(CarriedFile file) {
        if (file.view().kind() == Attachment.Kind.PICTURE) {
            return attachments.toSee(file)
                    .map(seen -> new Opened(new Picture(seen.mediaType(), seen.bytes(), file.content().hex()), null, null))
                    .orElse(new Opened(null, null, "cannot be opened"));
        }
        Optional<byte[]> bytes = attachments.bytes(file, FILE_BYTES_MAX);
        if (bytes.isEmpty()) {
            return new Opened(null, null, "is too large to be read");
        }
        try {
            String words = FileText.read(file.view().name(), bytes.get(), FILE_CHARACTERS_MAX).stream()
                    .map(page -> page.number() == null ? page.text() : "[page " + page.number() + "]\n" + page.text())
                    .collect(Collectors.joining("\n")).strip();
            return words.isEmpty() ? new Opened(null, null, "holds no words") : new Opened(null, words, null);
        } catch (Refusal unreadable) {
            return new Opened(null, null, "cannot be read; say that only text, PDF, Word and Excel files can");
        }
    }

    /** Voice is not heard. */
    private static boolean isShown(Attachment one) {
        return one.kind() != Attachment.Kind.VOICE;
    }

    private static String cut(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, characters);
    }
}

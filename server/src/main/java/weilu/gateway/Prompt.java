package weilu.gateway;

import java.util.List;
import java.util.stream.Stream;
import weilu.id.Seq;

/**
 * What a model is given: parts in order, each with where it came from.
 *
 * @param reach how far all of it may go; what one part may not, the whole may not
 */
public record Prompt(List<Part> parts, Reach reach) {
    /** Takes the place of pictures for a model that cannot see them. */
    static final String UNSEEN = "\n(The pictures themselves are left out here, for you cannot see pictures. Say so kindly.)";

    public Prompt {
        parts = List.copyOf(parts);
    }

    /**
     * Who a part speaks as. Words of members are always {@code USER}: data, never instructions of ours. {@code TOOL} is the
     * result of a call the model wished for.
     */
    public enum Role { SYSTEM, USER, ASSISTANT, TOOL }

    /** A picture that goes with a part; {@code file} is its content's SHA-256 in hex, for the outbound ledger. */
    public record Picture(String mediaType, byte[] bytes, String file) {}

    /** A file by its content's SHA-256 in hex, for the outbound ledger; {@code bytes} are those it has, a picture's as sent. */
    public record File(String sha256, long bytes) {}

    /** One thing that is remembered, of the room or of the asker. */
    public record Memory(long id, boolean ofRoom) {}

    /**
     * One piece of a prompt.
     *
     * @param messages the room's messages whose words are in it
     * @param pictures only for a model that sees
     * @param files files whose words are in it
     * @param memories those whose words are in it
     * @param calls what an {@code ASSISTANT} part wished for
     * @param call the id of the call whose result a {@code TOOL} part is, otherwise null
     * @param thinking what the model thought before it wished for the calls; some want it back with their results
     */
    public record Part(
            Role role, String text, List<Seq> messages, List<Picture> pictures, List<File> files,
            List<Memory> memories, List<CallWish> calls, String call, String thinking) {
        public Part {
            messages = List.copyOf(messages);
            pictures = List.copyOf(pictures);
            files = List.copyOf(files);
            memories = List.copyOf(memories);
            calls = List.copyOf(calls);
        }

        public Part(Role role, String text, List<Seq> messages, List<Picture> pictures, List<CallWish> calls, String call,
                String thinking) {
            this(role, text, messages, pictures, List.of(), List.of(), calls, call, thinking);
        }

        public Part(Role role, String text, List<Seq> messages) {
            this(role, text, messages, List.of(), List.of(), null, "");
        }

        /** Words with pictures. */
        public Part(Role role, String text, List<Seq> messages, List<Picture> pictures) {
            this(role, text, messages, pictures, List.of(), null, "");
        }

        /** Words of files, with pictures. */
        public static Part shown(String text, List<Seq> messages, List<Picture> pictures, List<File> files) {
            return new Part(Role.USER, text, messages, pictures, files, List.of(), List.of(), null, "");
        }

        /** What is remembered. */
        public static Part remembered(String text, List<Memory> memories) {
            return new Part(Role.USER, text, List.of(), List.of(), List.of(), memories, List.of(), null, "");
        }

        Part withoutPictures() {
            return pictures.isEmpty() ? this
                    : new Part(role, text + UNSEEN, messages, List.of(), files, memories, calls, call, thinking);
        }

        /** What the model just answered: its words, its thinking and the calls it wished for. */
        public static Part said(ModelOutcome.Completed answer) {
            return new Part(
                    Role.ASSISTANT, answer.text(), List.of(), List.of(), answer.calls(), null, answer.thinking());
        }

        /** What the model said before, with the calls it wished for. */
        public static Part said(String text, List<CallWish> calls) {
            return new Part(Role.ASSISTANT, text, List.of(), List.of(), calls, null, "");
        }

        /** What a call came to; {@code messages} are those of the room whose words are in it. */
        public static Part result(CallWish call, String text, List<Seq> messages) {
            return new Part(Role.TOOL, text, messages, List.of(), List.of(), call.id(), "");
        }
    }

    /** Every message whose words are in the prompt, in order and without repeats. */
    public List<Seq> messages() {
        return parts.stream().flatMap(part -> part.messages().stream()).distinct().sorted().toList();
    }

    /** The pictures in it, and the files whose words are. */
    public List<File> files() {
        return parts.stream().flatMap(part -> Stream.concat(part.files().stream(),
                part.pictures().stream().map(one -> new File(one.file(), one.bytes().length)))).distinct().toList();
    }

    public List<Memory> memories() {
        return parts.stream().flatMap(part -> part.memories().stream()).distinct().toList();
    }

    boolean hasPictures() {
        return parts.stream().anyMatch(part -> !part.pictures().isEmpty());
    }

    Prompt withoutPictures() {
        return new Prompt(parts.stream().map(Part::withoutPictures).toList(), reach);
    }

    /** This prompt with more after it, which may go as far. */
    public Prompt and(List<Part> more) {
        return new Prompt(Stream.concat(parts.stream(), more.stream()).toList(), reach);
    }
}

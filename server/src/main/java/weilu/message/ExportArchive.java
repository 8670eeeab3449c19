package weilu.message;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Attachment;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;

/** One export as a zip: messages.jsonl for programs, messages.html for people, files/ beside them. */
final class ExportArchive {
    /** A page of the log, with what its messages carry. */
    record Part(List<MessageView> messages, List<CarriedFile> files, boolean hasLater) {}

    private interface Sink {
        void part(Part part) throws IOException;
    }

    private final ExportRoom.Archive archive;
    private final Attachments attachments;
    private final OutputStream out;
    private final Map<MemberId, MemberView> members;

    ExportArchive(ExportRoom.Archive archive, Attachments attachments, OutputStream out, Map<MemberId, MemberView> members) {
        this.archive = archive;
        this.attachments = attachments;
        this.out = out;
        this.members = members;
    }

    /** @param read the page after a message; the log is read once for each of the three */
    void write(Function<Seq, Part> read) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            begin(zip, "messages.jsonl");
            ExportLines lines = new ExportLines(members, archive.export().files());
            each(read, part -> {
                for (MessageView view : part.messages()) {
                    zip.write((lines.of(view) + "\n").getBytes(StandardCharsets.UTF_8));
                }
            });
            zip.closeEntry();
            begin(zip, "messages.html");
            ExportPage page = new ExportPage(archive, members);
            zip.write(page.begin().getBytes(StandardCharsets.UTF_8));
            each(read, part -> {
                for (MessageView view : part.messages()) {
                    zip.write(page.of(view).getBytes(StandardCharsets.UTF_8));
                }
            });
            zip.write(page.end().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            if (archive.export().files()) {
                each(read, part -> writeFiles(zip, part));
            }
        }
    }

    private void writeFiles(ZipOutputStream zip, Part part) throws IOException {
        for (CarriedFile file : part.files()) {
            if (attachments.isThere(file)) {
                begin(zip, path(file.message(), file.view()));
                attachments.copyTo(file, zip);
                zip.closeEntry();
            }
        }
    }

    /** Each message that is still said here; a whisper in a conversation is about another room, and left out (MS19). */
    private void each(Function<Seq, Part> read, Sink sink) throws IOException {
        Seq after = Seq.START;
        boolean more = true;
        while (more) {
            Part part = read.apply(after);
            List<MessageView> kept = part.messages().stream()
                    .filter(view -> view.about() == null && !view.seq().isAfter(archive.export().upTo())).toList();
            List<Seq> seqs = kept.stream().map(MessageView::seq).toList();
            sink.part(new Part(kept, part.files().stream().filter(file -> seqs.contains(file.message())).toList(), false));
            more = part.hasLater() && !part.messages().isEmpty()
                    && !part.messages().getLast().seq().isAfter(archive.export().upTo());
            after = more ? part.messages().getLast().seq() : after;
        }
    }

    private void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setLastModifiedTime(FileTime.from(archive.export().at()));
        zip.putNextEntry(entry);
    }

    /** Its message, its own id, its name: unique, and without a way out of the folder. */
    static String path(Seq message, Attachment file) {
        return "files/" + message + "-" + file.id().toString().substring(0, 8) + "-" + file.name();
    }
}

package weilu.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Queue;
import weilu.importing.ImportedLine.BrokenLine;
import weilu.importing.ImportedLine.ImportedMessage;
import weilu.importing.LineGrammar.Reading;

/** Reads a text log: puts the lines of each message together, as its grammar tells them apart. */
final class TextChatReader implements ChatReader {
    private final TextLines lines;
    private final LineGrammar grammar;
    private final ZoneId zone;
    private final ContentIds ids;
    private final QuotedReplies quotes;
    private final Queue<ImportedLine> ready = new ArrayDeque<>();
    private Reading.Opens opened;
    private long openedAt;
    private StringBuilder text;
    private boolean dropping;
    private boolean ended;

    TextChatReader(InputStream in, Charset charset, LineGrammar grammar, ImportFormat format, ZoneId zone) {
        this.lines = new TextLines(in, charset);
        this.grammar = grammar;
        this.zone = zone;
        this.ids = new ContentIds(format);
        this.quotes = new QuotedReplies();
    }

    @Override
    public ImportedLine next() throws IOException {
        while (ready.isEmpty() && !ended) {
            TextLines.Line line = lines.next();
            if (line == null) {
                finish();
                ended = true;
            } else if (line.damage() != null) {
                ready.add(new BrokenLine(line.number(), line.damage()));
            } else {
                take(line.number(), grammar.read(line.text()));
            }
        }
        return ready.poll();
    }

    @Override
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private void take(long number, Reading reading) {
        switch (reading) {
            case Reading.Opens opens -> {
                finish();
                begin(number, opens);
            }
            case Reading.GoesOn more -> goOn(number, more.text());
            case Reading.Skipped skipped -> {
                finish();
                dropping = true;
            }
            case Reading.Wrong wrong -> {
                finish();
                dropping = true;
                ready.add(new BrokenLine(number, wrong.why()));
            }
        }
    }

    private void begin(long number, Reading.Opens opens) {
        opened = opens;
        openedAt = number;
        text = new StringBuilder(opens.text());
        dropping = false;
    }

    private void goOn(long number, String more) {
        if (opened == null) {
            if (!dropping && !more.isBlank()) {
                ready.add(new BrokenLine(number, "text before the first message"));
                dropping = grammar.multiLine();
            }
            return;
        }
        text.append('\n').append(more);
        if (text.length() > ImportedMessage.BODY_CHARACTERS_MAX) {
            ready.add(new BrokenLine(openedAt, "the message is longer than "
                    + ImportedMessage.BODY_CHARACTERS_MAX + " characters"));
            opened = null;
            dropping = true;
        }
    }

    private void finish() {
        if (opened == null) {
            return;
        }
        Reading.Opens done = opened;
        opened = null;
        QuotedReplies.Split split = quotes.split(CleanText.body(text.toString()));
        if (split.body().isEmpty() && done.note() == null) {
            return;
        }
        if (split.body().length() > ImportedMessage.BODY_CHARACTERS_MAX) {
            ready.add(new BrokenLine(openedAt, "the message is longer than "
                    + ImportedMessage.BODY_CHARACTERS_MAX + " characters"));
            return;
        }
        String name = CleanText.name(done.name());
        String content = split.body() + "\0" + (done.note() == null ? "" : done.note());
        String id = ids.next(name, done.at().toString(), content);
        Instant at = done.offset() == null ? done.at().atZone(zone).toInstant() : done.at().toInstant(done.offset());
        quotes.remember(name, split.body(), id);
        ready.add(new ImportedMessage(openedAt, id, name, at, split.body(), split.replyTo(), done.note()));
    }
}

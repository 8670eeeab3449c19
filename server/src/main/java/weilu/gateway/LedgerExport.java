package weilu.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import weilu.gateway.OutboundLedger.Line;
import weilu.gateway.OutboundLedger.Lines;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.CsvLine;
import weilu.protocol.Json;

/** Writes a room's whole ledger, page by page as it is read, so that a long one takes no memory. */
final class LedgerExport {
    private static final int PAGE = 500;
    private static final List<String> COLUMNS = List.of("id", "at", "purpose", "provider", "host", "model", "local",
            "asked_by", "agent", "turn", "messages", "message_count", "files", "file_count", "bytes", "prompt_tokens",
            "answer_tokens", "tokens", "estimated", "cost_micros", "currency", "cost", "outcome", "no_store", "part_hashes",
            "file_bytes", "file_names", "memories", "room_memories", "memory_count");

    private final OutboundLedger ledger;

    LedgerExport(OutboundLedger ledger) {
        this.ledger = ledger;
    }

    void csv(RoomId room, Lines lines, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write(CsvLine.BYTE_ORDER_MARK + CsvLine.of(COLUMNS));
        each(room, lines, line -> writer.write(CsvLine.of(cells(line))));
        writer.flush();
    }

    void json(RoomId room, Lines lines, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write("{\"room\":" + room + ",\"calls\":[");
        String[] comma = {"\n"};
        each(room, lines, line -> {
            writer.write(comma[0] + Json.write(json(line)));
            comma[0] = ",\n";
        });
        writer.write("\n]}\n");
        writer.flush();
    }

    private interface Sink {
        void line(Line line) throws IOException;
    }

    private void each(RoomId room, Lines lines, Sink sink) throws IOException {
        List<Line> page = ledger.read(room, lines, PAGE);
        while (!page.isEmpty()) {
            for (Line line : page) {
                sink.line(line);
            }
            page = page.size() < PAGE ? List.of() : ledger.read(room, lines.before(page.getLast().id()), PAGE);
        }
    }

    /** The line as the page shows it, and whose words the answer was: that mark goes with every export. */
    private static ObjectNode json(Line line) {
        ObjectNode node = Json.mapper().valueToTree(line);
        ObjectNode mark = node.putObject("ai").put("engine", "model").put("model", line.provider() + " · " + line.model());
        if (line.agent() != null) {
            mark.put("agent", line.agent().value());
        }
        return node;
    }

    private static List<Object> cells(Line line) {
        return new ArrayList<>(Arrays.asList(line.id(), line.at(), line.purpose(), line.provider(), line.host(), line.model(),
                line.local(), line.askedBy() == null ? null : line.askedBy().value(),
                line.agent() == null ? null : line.agent().value(), line.turn(), ranges(line.messages()),
                line.messageCount(), String.join(" ", line.files()), line.fileCount(), line.bytes(), line.promptTokens(),
                line.answerTokens(), line.tokens(), line.estimated(), line.costMicros(), line.currency(), cost(line),
                line.outcome(), line.noStore(), String.join(" ", line.parts()), numbers(line.fileBytes()),
                String.join(" / ", line.fileNames()), numbers(line.memories()), numbers(line.roomMemories()),
                line.memoryCount()));
    }

    private static String numbers(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** In the currency's own unit; empty for a call that came to nothing. */
    private static Object cost(Line line) {
        return line.costMicros() != null ? new BigDecimal(new Price.Cost(line.costMicros(), line.currency()).decimal())
                : line.tokens() != null ? "unknown" : null;
    }

    /** 3-5 7 12-14 */
    static String ranges(List<Seq> messages) {
        List<long[]> ranges = new ArrayList<>();
        for (Seq seq : messages) {
            if (!ranges.isEmpty() && ranges.getLast()[1] + 1 == seq.value()) {
                ranges.getLast()[1] = seq.value();
            } else {
                ranges.add(new long[] {seq.value(), seq.value()});
            }
        }
        return ranges.stream().map(one -> one[0] == one[1] ? Long.toString(one[0]) : one[0] + "-" + one[1])
                .collect(Collectors.joining(" "));
    }
}

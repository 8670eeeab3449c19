package weilu.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import weilu.id.MemberId;
import weilu.protocol.Attachment;
import weilu.protocol.Json;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;

/** A message as one line of JSON. What was taken back says only that it was. */
final class ExportLines {
    private final Map<MemberId, MemberView> members;
    private final boolean files;

    ExportLines(Map<MemberId, MemberView> members, boolean files) {
        this.members = members;
        this.files = files;
    }

    String of(MessageView view) {
        ObjectNode line = Json.mapper().createObjectNode();
        line.put("seq", view.seq().value()).put("at", view.at().toString());
        author(line.putObject("author"), view);
        if (view.recalledBy() != null) {
            return Json.write(line.put("recalled", true));
        }
        line.put("body", view.body());
        if (view.quote() != null) {
            line.put("quote", view.quote().value());
        }
        if (view.editedAt() != null) {
            line.put("editedAt", view.editedAt().toString());
        }
        if (view.brought() != null && view.brought().from() != null) {
            line.put("forwardedFrom", view.brought().from());
        }
        attached(line, view);
        sources(line, view);
        view.reactions().forEach(one -> line.withObject("/reactions").put(one.emoji(), one.members().size()));
        ExportMark.of(view, members).ifPresent(mark -> mark(line, mark));
        return Json.write(line);
    }

    private void author(ObjectNode author, MessageView view) {
        MemberView member = members.get(view.author());
        author.put("member", view.author().value()).put("name", name(view, members));
        if (view.importedAs() == null && member != null) {
            author.put("kind", member.kind().name().toLowerCase(Locale.ROOT));
        }
    }

    private void attached(ObjectNode line, MessageView view) {
        if (view.attachments().isEmpty()) {
            return;
        }
        ArrayNode list = line.putArray("files");
        for (Attachment one : view.attachments()) {
            ObjectNode file = list.addObject().put("name", one.name()).put("mediaType", one.mediaType())
                    .put("bytes", one.bytes());
            if (files) {
                file.put("path", ExportArchive.path(view.seq(), one));
            }
        }
    }

    private static void sources(ObjectNode line, MessageView view) {
        if (view.answer() == null || view.answer().topics().isEmpty()) {
            return;
        }
        ArrayNode sources = line.putArray("sources");
        view.answer().topics().forEach(topic -> topic.citations().forEach(one -> sources.addObject()
                .put("topic", topic.title()).put("message", one.message().value()).put("name", one.name())
                .put("quote", one.quote())));
    }

    private static void mark(ObjectNode line, ExportMark mark) {
        line.putObject("ai").put("agent", mark.agent())
                .put("engine", mark.engine() == null ? null : mark.engine().name().toLowerCase(Locale.ROOT))
                .put("model", mark.model());
        try {
            line.set("AIGC", Json.mapper().readTree(mark.aigc().json()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mark is JSON", e);
        }
    }

    static String name(MessageView view, Map<MemberId, MemberView> members) {
        MemberView member = members.get(view.author());
        return view.importedAs() != null ? view.importedAs() : member == null ? "" : member.displayName();
    }
}

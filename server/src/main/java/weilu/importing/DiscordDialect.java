package weilu.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import weilu.importing.ImportedLine.ImportedMessage;

/** One message of DiscordChatExporter's JSON. */
final class DiscordDialect implements JsonChatReader.Dialect {
    /** The others are joins, pins, boosts, calls and the like. Older exports give some as numbers. */
    private static final Set<String> SAID =
            Set.of("Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "0", "19", "20", "23");
    private static final Set<String> FIELDS = Set.of(
            "id", "type", "timestamp", "content", "author", "attachments", "embeds", "stickers", "reference");
    private static final Pattern CUSTOM_EMOJI = Pattern.compile("<a?:(\\w{1,64}):\\d{1,25}>");
    private static final int ATTACHMENTS_NAMED_MAX = 10;

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public ImportedMessage message(JsonNode head, JsonNode json, long line) {
        String type = JsonFields.text(json, "type");
        if (type != null && !SAID.contains(type)) {
            return null;
        }
        String id = "discord:" + JsonFields.id(json, "id");
        Instant at = JsonFields.plausible(OffsetDateTime.parse(JsonFields.required(json, "timestamp")).toInstant());
        String content = JsonFields.text(json, "content");
        String body = content == null ? "" : CUSTOM_EMOJI.matcher(content).replaceAll(":$1:");
        String reply = JsonFields.text(json.path("reference"), "messageId");
        String note = note(json);
        if (body.isBlank() && note == null) {
            body = embedded(json.path("embeds").path(0));
        }
        return new ImportedMessage(
                line, id, name(json.path("author")), at, CleanText.body(body),
                reply == null || reply.isEmpty() ? null : "discord:" + reply, note);
    }

    private static String name(JsonNode author) {
        String nickname = JsonFields.text(author, "nickname");
        return CleanText.name(nickname == null || nickname.isBlank()
                ? JsonFields.required(author, "name") : nickname);
    }

    private static String note(JsonNode json) {
        String note = null;
        int named = 0;
        for (JsonNode attachment : json.path("attachments")) {
            if (named++ < ATTACHMENTS_NAMED_MAX) {
                String file = JsonFields.text(attachment, "fileName");
                note = AttachmentNotes.join(note, file == null ? AttachmentNotes.FILE : AttachmentNotes.ofFile(file));
            }
        }
        for (JsonNode sticker : json.path("stickers")) {
            if (named++ < ATTACHMENTS_NAMED_MAX) {
                note = AttachmentNotes.join(note,
                        AttachmentNotes.of(AttachmentNotes.STICKER, JsonFields.text(sticker, "name")));
            }
        }
        return note;
    }

    /** A program's post may be nothing but a card. */
    private static String embedded(JsonNode embed) {
        String title = JsonFields.text(embed, "title");
        String description = JsonFields.text(embed, "description");
        String url = JsonFields.text(embed, "url");
        return ((title == null ? "" : title + "\n") + (description == null ? "" : description + "\n")
                + (url == null ? "" : url)).strip();
    }
}

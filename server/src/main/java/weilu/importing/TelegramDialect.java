package weilu.importing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import weilu.importing.ImportedLine.ImportedMessage;

/** One message of Telegram Desktop's JSON. Its text is a string, or a list of strings and formatted pieces. */
final class TelegramDialect implements JsonChatReader.Dialect {
    private static final String DELETED_ACCOUNT = "Deleted Account";

    private static final Set<String> FIELDS = Set.of(
            "id", "type", "date", "date_unixtime", "from", "text", "reply_to_message_id", "reply_to_peer_id",
            "forwarded_from", "photo", "media_type", "file", "file_name", "sticker_emoji", "duration_seconds", "title",
            "location_information", "contact_information", "poll");

    private final ZoneId zone;

    /** @param zone for older exports, whose dates have no offset */
    TelegramDialect(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }

    @Override
    public ImportedMessage message(JsonNode head, JsonNode json, long line) {
        String type = JsonFields.text(json, "type");
        if (type != null && !type.equals("message")) {
            return null;
        }
        String chat = JsonFields.text(head, "id");
        String prefix = "telegram:" + (chat == null ? "" : chat.substring(0, Math.min(chat.length(), 64))) + "/";
        boolean elsewhere = json.has("reply_to_peer_id");
        String reply = elsewhere ? null : JsonFields.text(json, "reply_to_message_id");
        String from = JsonFields.text(json, "from");
        return new ImportedMessage(
                line, prefix + JsonFields.id(json, "id"), CleanText.name(from == null ? DELETED_ACCOUNT : from),
                at(json), CleanText.body(text(json.get("text"))), reply == null ? null : prefix + reply, note(json));
    }

    private Instant at(JsonNode json) {
        String seconds = JsonFields.text(json, "date_unixtime");
        if (seconds != null) {
            try {
                return JsonFields.plausible(Instant.ofEpochSecond(Long.parseLong(seconds)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("has a \"date_unixtime\" that is no number", e);
            }
        }
        return JsonFields.plausible(LocalDateTime.parse(JsonFields.required(json, "date")).atZone(zone).toInstant());
    }

    private static String text(JsonNode text) {
        if (text == null || text.isNull()) {
            return "";
        }
        if (text.isTextual()) {
            return text.textValue();
        }
        StringBuilder whole = new StringBuilder();
        for (JsonNode piece : text.isArray() ? text : List.of(text)) {
            whole.append(piece.isTextual() ? piece.textValue() : formatted(piece));
        }
        return whole.toString();
    }

    /** Code and hidden links keep their meaning as Markdown; other formatting is dropped, its text is not. */
    private static String formatted(JsonNode piece) {
        String text = JsonFields.text(piece, "text");
        String type = JsonFields.text(piece, "type");
        if (text == null || type == null) {
            return text == null ? "" : text;
        }
        return switch (type) {
            case "code" -> text.contains("`") ? text : "`" + text + "`";
            case "pre" -> "\n```\n" + text.replace("```", "'''").strip() + "\n```\n";
            case "text_link" -> text + link(JsonFields.text(piece, "href"), text);
            default -> text;
        };
    }

    private static String link(String target, String text) {
        return target == null || target.equals(text) ? "" : " (" + target + ")";
    }

    private static String note(JsonNode json) {
        String forwarded = JsonFields.text(json, "forwarded_from");
        return AttachmentNotes.join(
                forwarded == null ? null : AttachmentNotes.of(AttachmentNotes.FORWARDED, CleanText.name(forwarded)),
                media(json));
    }

    private static String media(JsonNode json) {
        if (json.has("photo")) {
            return AttachmentNotes.PICTURE;
        }
        String kind = JsonFields.text(json, "media_type");
        if (kind != null) {
            return ofKind(kind, json);
        }
        if (json.has("file")) {
            String name = JsonFields.text(json, "file_name");
            return AttachmentNotes.of(AttachmentNotes.FILE, name == null ? fileName(json) : name);
        }
        if (json.path("location_information").isObject()) {
            JsonNode place = json.get("location_information");
            return AttachmentNotes.of(AttachmentNotes.PLACE,
                    JsonFields.text(place, "latitude") + ", " + JsonFields.text(place, "longitude"));
        }
        if (json.path("contact_information").isObject()) {
            JsonNode contact = json.get("contact_information");
            String last = JsonFields.text(contact, "last_name");
            String first = JsonFields.text(contact, "first_name");
            return AttachmentNotes.of(AttachmentNotes.CONTACT,
                    ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip());
        }
        return json.path("poll").isObject()
                ? AttachmentNotes.of(AttachmentNotes.POLL, JsonFields.text(json.get("poll"), "question"))
                : null;
    }

    private static String ofKind(String kind, JsonNode json) {
        return switch (kind) {
            case "sticker" -> AttachmentNotes.of(AttachmentNotes.STICKER, JsonFields.text(json, "sticker_emoji"));
            case "voice_message" -> AttachmentNotes.of(AttachmentNotes.VOICE, duration(json));
            case "video_message", "video_file", "animation" ->
                    AttachmentNotes.of(AttachmentNotes.VIDEO, duration(json));
            case "audio_file" -> AttachmentNotes.of(AttachmentNotes.MUSIC, JsonFields.text(json, "title"));
            default -> AttachmentNotes.FILE;
        };
    }

    private static String duration(JsonNode json) {
        String seconds = JsonFields.text(json, "duration_seconds");
        if (seconds == null || !seconds.matches("\\d{1,6}")) {
            return null;
        }
        int whole = Integer.parseInt(seconds);
        return whole / 60 + ":" + (whole % 60 < 10 ? "0" : "") + whole % 60;
    }

    /** The export writes "(File not included…)" where the file's path would be. */
    private static String fileName(JsonNode json) {
        String path = JsonFields.text(json, "file");
        return path == null || path.startsWith("(") ? null : path.substring(path.lastIndexOf('/') + 1);
    }
}

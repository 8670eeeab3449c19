package weilu.importing;

import java.util.Locale;
import java.util.Optional;

/** The kinds of file that can be read. */
public enum ImportFormat {
    /** Telegram Desktop, "Export chat history", JSON. */
    TELEGRAM,
    /** DiscordChatExporter, JSON. */
    DISCORD,
    /** WhatsApp, "Export chat", text, of Android and iOS. */
    WHATSAPP,
    /** Logs of irssi, WeeChat, ZNC, HexChat, mIRC. */
    IRC,
    /** Plain text as WeChat and QQ give it: a line with name and time, then the text. */
    WECHAT;

    /** Reads the lower-case word; empty when it is none, as for {@code auto}. */
    public static Optional<ImportFormat> named(String word) {
        for (ImportFormat format : values()) {
            if (format.word().equals(word)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

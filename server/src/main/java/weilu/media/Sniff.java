package weilu.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Says what bytes are by looking at them. */
public final class Sniff {
    /** As far as browsers look, and then some. */
    static final int HEAD_BYTES = 4096;

    private static final String[] MARKUP = {
        "<!doctype", "<html", "<script", "<svg", "<head", "<body", "<iframe", "<?xml", "<?php", "javascript:"
    };

    private Sniff() {}

    /** What the file is; OTHER and MARKUP are never anything but plain files. */
    public static Kind of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(HEAD_BYTES));
        } catch (IOException e) {
            throw BlobStore.unavailable();
        }
    }

    static Kind of(byte[] head) {
        if (hasMarkup(head)) {
            return Kind.MARKUP;
        }
        for (Kind kind : Kind.values()) {
            if (kind.matches(head)) {
                return kind;
            }
        }
        return Kind.OTHER;
    }

    /** A polyglot is a picture or a sound whose start is also a page; that is no picture to us. */
    private static boolean hasMarkup(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1).replace("\0", "").toLowerCase(Locale.ROOT);
        for (String start : MARKUP) {
            if (text.contains(start)) {
                return !mayHoldXmp(head);
            }
        }
        return false;
    }

    /** Cameras put XML (XMP) near the start of a JPEG or PNG, which is written anew and so loses it. */
    private static boolean mayHoldXmp(byte[] head) {
        return Kind.JPEG.matches(head) || Kind.PNG.matches(head) || Kind.WEBP.matches(head);
    }

    /** Known forms, each with its media type. */
    public enum Kind {
        PNG("image/png", "\u0089PNG\r\n\u001a\n"),
        JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
        GIF("image/gif", "GIF8"),
        WEBP("image/webp", "RIFF....WEBP"),
        WAV("audio/wav", "RIFF....WAVE"),
        OGG("audio/ogg", "OggS"),
        WEBM("audio/webm", "\u001a\u0045\u00df\u00a3"),
        MP4("audio/mp4", "....ftyp"),
        AAC("audio/aac", "\u00ff\u00f1"),
        PDF("application/pdf", "%PDF-"),
        ZIP("application/zip", "PK\u0003\u0004"),
        MARKUP("application/octet-stream", null),
        OTHER("application/octet-stream", null);

        private final String mediaType;
        private final String magic;

        Kind(String mediaType, String magic) {
            this.mediaType = mediaType;
            this.magic = magic;
        }

        public String mediaType() {
            return mediaType;
        }

        public boolean isPicture() {
            return this == PNG || this == JPEG || this == GIF || this == WEBP;
        }

        public boolean isVoice() {
            return this == WAV || this == OGG || this == WEBM || this == MP4 || this == AAC;
        }

        /** A dot in the magic stands for any byte. */
        private boolean matches(byte[] head) {
            if (magic == null || head.length < magic.length()) {
                return false;
            }
            for (int i = 0; i < magic.length(); i++) {
                char wanted = magic.charAt(i);
                if (wanted != '.' && wanted != (head[i] & 0xff)) {
                    return false;
                }
            }
            return this != WEBM || new String(head, StandardCharsets.ISO_8859_1).contains("webm");
        }
    }
}

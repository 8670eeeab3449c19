package weilu.media;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import weilu.protocol.Json;

/**
 * The mark of a file that a model or an agent has made, for programs to read: the field {@code AIGC} of China's labelling
 * measures (GB 45438-2025). A picture carries it as XMP, a table as a custom property of the document.
 *
 * @param producer who made it: the server's name and the agent's
 * @param id of the content, for example the tool call's
 */
public record AiMark(String producer, String id) {
    /** The name of the custom property of a document, and of the XMP property. */
    public static final String FIELD = "AIGC";
    /** It was generated for certain; 2 and 3 are for what may have been. */
    private static final String GENERATED = "1";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = PNG.length + 4 + 4 + 13 + 4;
    private static final String KEYWORD = "XML:com.adobe.xmp";

    /** The field's value: who made it is who spreads it first. The codes are kept for signatures, and empty. */
    public String json() {
        ObjectNode root = Json.mapper().createObjectNode();
        root.put("Label", GENERATED).put("ContentProducer", producer).put("ProduceID", id).put("ReservedCode1", "")
                .put("ContentPropagator", producer).put("PropagateID", id).put("ReservedCode2", "");
        return Json.write(root);
    }

    /** The same PNG with the mark in it, right after the header; throws IllegalArgumentException if it is none. */
    public byte[] onPng(byte[] png) {
        if (png.length < HEADER_BYTES || !Arrays.equals(PNG, Arrays.copyOf(png, PNG.length))) {
            throw new IllegalArgumentException("only a PNG can be marked so");
        }
        ByteArrayOutputStream marked = new ByteArrayOutputStream(png.length + 2_048);
        marked.write(png, 0, HEADER_BYTES);
        marked.writeBytes(chunk());
        marked.write(png, HEADER_BYTES, png.length - HEADER_BYTES);
        return marked.toByteArray();
    }

    /** Length, type, keyword, no compression, no language, text, and the checksum of all but the length. */
    private byte[] chunk() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("iTXt".getBytes(StandardCharsets.US_ASCII));
        data.writeBytes((KEYWORD + "\0\0\0\0\0").getBytes(StandardCharsets.US_ASCII));
        data.writeBytes(xmp().getBytes(StandardCharsets.UTF_8));
        byte[] typed = data.toByteArray();
        CRC32 checksum = new CRC32();
        checksum.update(typed);
        return ByteBuffer.allocate(typed.length + 8).putInt(typed.length - 4).put(typed).putInt((int) checksum.getValue())
                .array();
    }

    private String xmp() {
        String value = json().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/">
                   <TC260:AIGC>%s</TC260:AIGC>
                  </rdf:Description>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>""".formatted(value);
    }
}

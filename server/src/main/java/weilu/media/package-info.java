/**
 * Bytes that people bring: kept on disk by content, looked at before they are believed.
 *
 * <ul>
 *   <li>MD1. A blob's name is the SHA-256 of its bytes; no path ever comes from a request.
 *   <li>MD2. A blob is in place whole or not at all: written beside, synced, renamed.
 *   <li>MD3. An upload streams to disk under a byte limit; no more than a buffer of it is in memory.
 *   <li>MD4. What bytes are is sniffed from them, never taken from a name or a header. What smells of markup is a
 *       plain file.
 *   <li>MD5. A picture's format, sides, pixels, ratio, frames and scans are checked in its header before anything is
 *       decoded.
 *   <li>MD6. A picture is shown only as written anew by the server: no metadata, upright, at most 4,096 pixels a
 *       side. A moving GIF keeps its frames and nothing else. A GIF that moves too much, a WebP too large to decode
 *       soon, and every other format is a plain file.
 *   <li>MD7. Pictures being decoded have at most 16 million pixels together; a larger one is decoded alone.
 *   <li>MD8. A file is never unpacked.
 *   <li>MD9. When the disk is (nearly) full the upload is refused as unavailable, and nothing of it is left.
 *   <li>MD10. A file's name keeps no path, control or direction-changing character and at most 300 characters.
 *   <li>MD11. A voice message is WebM or Ogg, MP4/AAC or WAV; its seconds and waveform are within limits.
 *   <li>MD12. A blob nobody refers to is removed a day after it was last asked for; never while it is being put
 *       again, nor while a backup is made.
 *   <li>MD13. A picture that an agent made says so in itself: {@link weilu.media.AiMark}.
 * </ul>
 */
package weilu.media;

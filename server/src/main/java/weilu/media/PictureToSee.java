package weilu.media;

/** A picture as a model is given it. */
public record PictureToSee(String mediaType, byte[] bytes) {}

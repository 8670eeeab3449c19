package weilu.gateway;

/**
 * A tool that a model wants to be called. It is a wish: whether it is called is decided elsewhere.
 *
 * @param id the provider's name for it, given back with the result
 * @param arguments JSON as the model wrote it; it may be no JSON at all
 */
public record CallWish(String id, String tool, String arguments) {}

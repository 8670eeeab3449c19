package weilu.agent;

/**
 * The model an agent speaks with, as people are shown it.
 *
 * @param name as "provider · model"
 * @param local whether it runs on this server or its private network, so that nothing leaves
 */
public record ModelShown(String name, boolean local) {}

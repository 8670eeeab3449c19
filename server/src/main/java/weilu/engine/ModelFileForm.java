package weilu.engine;

/** A model file as it is entered, its path below the folder for models. A limit that is left out is chosen by the machine. */
public record ModelFileForm(String path, Integer contextTokens, Integer threads, Integer memoryMegabytes) {}

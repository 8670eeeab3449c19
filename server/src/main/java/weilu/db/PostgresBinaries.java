package weilu.db;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs initdb, pg_ctl and postgres, unpacked from the jar on the class path that fits this machine. */
record PostgresBinaries(Path folder) {
    private static final int EXECUTABLE_BIT = 0100;
    private static final String VERSION_LINE = "# PostgreSQL ";

    /** Unpacks unless these very binaries are there already. What an interrupted try left behind is done again. */
    static PostgresBinaries unpackUnder(Path parent) throws IOException {
        String name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL archive = PostgresBinaries.class.getClassLoader().getResource(name);
        if (archive == null) {
            throw new DatabaseUnavailable("This build has no PostgreSQL for this machine (" + name
                    + " is not on the class path). Set WEILU_DATABASE_URL to a PostgreSQL of your own, version 15 or newer.");
        }
        Path folder = parent.resolve("binaries-" + fingerprint(archive));
        if (Files.notExists(folder)) {
            Path part = parent.resolve("binaries.part");
            Folders.delete(part);
            unpack(archive, part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresBinaries(folder);
    }

    /** The name of the archive inside zonky's binaries jars. */
    static String resourceName(String osName, String osArch) {
        String system = osName.toLowerCase(Locale.ROOT);
        String platform = system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
        String machine = switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> osArch;
        };
        return "postgres-" + platform + "-" + machine + ".txz";
    }

    String program(String name) {
        Path plain = folder.resolve("bin").resolve(name);
        return (Files.exists(plain) ? plain : plain.resolveSibling(name + ".exe")).toString();
    }

    /** Such as "18": the first line of the file that initdb itself checks, for starting a program to ask takes longer. */
    String majorVersion() throws IOException {
        Path made = folder.resolve("share").resolve("postgresql").resolve("postgres.bki");
        try (BufferedReader lines = Files.newBufferedReader(made)) {
            String first = lines.readLine();
            if (first == null || !first.startsWith(VERSION_LINE)) {
                throw new IOException(made + " does not say its version");
            }
            return first.substring(VERSION_LINE.length()).strip();
        }
    }

    /** Tells one build of the binaries from another without reading 15 MB at each start. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            return Long.toHexString(jar.getJarEntry().getCrc());
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The PostgreSQL archive has an entry outside its folder: " + entry.getName());
                }
                unpackEntry(tar, entry, path);
            }
        }
    }

    private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & EXECUTABLE_BIT) != 0 && !path.toFile().setExecutable(true, false)) {
            throw new IOException(path + " cannot be made executable");
        }
    }
}

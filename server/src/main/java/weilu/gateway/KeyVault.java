package weilu.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import weilu.db.Seal;

/**
 * Seals providers' keys with AES-256-GCM under a key file of the server's own (mode 0600, in the data folder), so that a
 * copy of the database alone gives nothing away. What is sealed is bound to the name it was sealed for.
 */
public final class KeyVault {
    private static final int KEY_BYTES = 32;
    private static final String DERIVED_ALGORITHM = "HmacSHA256";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final SecretKeySpec key;
    private final Seal seal;

    private KeyVault(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.seal = new Seal(this.key, random);
    }

    /**
     * Reads the key file, or makes it at first use.
     *
     * @throws UncheckedIOException when it can be neither read nor made
     * @throws IllegalStateException when it is not a key file
     */
    public static KeyVault open(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IllegalStateException(file + " is not a key file of this server");
            }
            return new KeyVault(key, random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key of its own for another use, that tells nothing of this one; the same for the same purpose. */
    public SecretKey derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(DERIVED_ALGORITHM);
            mac.init(new SecretKeySpec(key.getEncoded(), DERIVED_ALGORITHM));
            return new SecretKeySpec(
                    mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), DERIVED_ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot derive keys with " + DERIVED_ALGORITHM, e);
        }
    }

    /** Seals a secret for one name; the same secret never seals to the same bytes twice. */
    public byte[] seal(String name, String secret) {
        return seal.close(name, secret);
    }

    /** Empty when it was sealed under another key file or for another name, or was changed since. */
    public Optional<String> unseal(String name, byte[] whole) {
        return seal.open(name, whole);
    }

    /** Written under a name of its own first, so that a crash leaves no half key behind. */
    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path fresh = parent.resolve(file.getFileName() + "." + Long.toHexString(random.nextLong()));
        if (parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(fresh);
        }
        Files.write(fresh, key, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another start of the same server was first; its key counts.
        } finally {
            Files.delete(fresh);
        }
    }
}

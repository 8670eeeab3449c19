package weilu.account;

/**
 * What one Argon2id hash costs, for the server as for who guesses.
 *
 * @param memoryKibibytes memory taken while hashing
 * @param passes how often that memory is gone through
 */
public record PasswordCost(int memoryKibibytes, int passes) {
    /** The second of OWASP's recommended settings (Password Storage Cheat Sheet, 2023): 19 MiB, two passes. */
    public static final PasswordCost RECOMMENDED = new PasswordCost(19 * 1024, 2);
}

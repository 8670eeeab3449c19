package weilu.app;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import weilu.account.AccountStore;
import weilu.account.AttemptLimits;
import weilu.account.AttemptLimits.Allowance;
import weilu.account.ChangePassword;
import weilu.account.ChangeProfile;
import weilu.account.ClientPlaces;
import weilu.account.DisplayNames;
import weilu.account.Guests;
import weilu.account.LookAlikes;
import weilu.account.OwnOrigins;
import weilu.account.PasskeyStore;
import weilu.account.Passkeys;
import weilu.account.PasswordCost;
import weilu.account.Passwords;
import weilu.account.PersonBegan;
import weilu.account.ProfileChanged;
import weilu.account.ProfileRules;
import weilu.account.ServerDoor;
import weilu.account.ServerFactStore;
import weilu.account.ServerInvitationStore;
import weilu.account.ServerInvitations;
import weilu.account.ServerSettings;
import weilu.account.ServerSettings.AgentBuilders;
import weilu.account.ServerSettings.SignUpPolicy;
import weilu.account.SignIn;
import weilu.account.SignInCookie;
import weilu.account.SignIns;
import weilu.account.SignUp;
import weilu.account.SignUpRules;
import weilu.account.UpgradeGuest;
import weilu.db.Db;
import weilu.media.BlobRowStore;

/** The parts by which people come in; a stretch of {@link Wiring}. */
final class AccountParts {
    final AccountStore accounts = new AccountStore();
    final DisplayNames names;
    final ClientPlaces places;
    final OwnOrigins origins;
    final SignInCookie cookie;
    final AttemptLimits limits;
    final ServerDoor door;
    final ServerInvitations invitations;
    final Passwords passwords;
    final SignUp signUp;
    final SignIn signIn;
    final ChangePassword changePassword;
    final ChangeProfile changeProfile;
    final Guests guests;
    final UpgradeGuest upgradeGuest;
    final Passkeys passkeys;

    AccountParts(
            Settings settings, Db db, SignIns signIns, ProfileChanged changed, PersonBegan begins, BlobRowStore blobs,
            Clock clock, SecureRandom random) {
        List<String> publicUrls = settings.publicUrl().map(URI::toString).stream().toList();
        names = new DisplayNames(new LookAlikes(settings.hostAgentName()));
        places = new ClientPlaces(settings.trustedProxies());
        origins = new OwnOrigins(publicUrls);
        cookie = new SignInCookie(places, publicUrls.stream().anyMatch(url -> url.startsWith("https:")));
        limits = new AttemptLimits(sizes(settings), clock);

        door = new ServerDoor(new ServerFactStore(), accounts,
                new ServerSettings(settings.serverName(), SignUpPolicy.OPEN, AgentBuilders.PEOPLE), random);
        invitations = new ServerInvitations(new ServerInvitationStore(), random, clock);
        SignUpRules rules = new SignUpRules(door, invitations);
        ProfileRules profiles = new ProfileRules(names);
        passwords =
                new Passwords(PasswordCost.RECOMMENDED, Runtime.getRuntime().availableProcessors(), random);

        signUp = new SignUp(db, accounts, signIns, rules, profiles, passwords, limits, begins, clock);
        signIn = new SignIn(db, accounts, signIns, passwords, limits);
        changePassword = new ChangePassword(db, accounts, signIns, passwords, limits);
        changeProfile = new ChangeProfile(accounts, profiles, blobs, changed);
        guests = new Guests(accounts, signIns, profiles, limits, clock);
        upgradeGuest = new UpgradeGuest(db, accounts, rules, passwords, changed, begins);
        passkeys = new Passkeys(db, new PasskeyStore(), accounts, signIns, door, limits, random, clock);
    }

    private static AttemptLimits.Sizes sizes(Settings settings) {
        AttemptLimits.Sizes usual = AttemptLimits.Sizes.RECOMMENDED;
        return new AttemptLimits.Sizes(usual.place(), usual.nameAtPlace(), usual.name(),
                new Allowance(settings.newAccountsPerHour(), Duration.ofHours(1)), usual.challenges());
    }
}

package weilu.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import weilu.account.AccountStore;
import weilu.account.ChangePassword;
import weilu.account.ChangeProfile;
import weilu.account.ClientPlaces;
import weilu.account.Guests;
import weilu.account.OwnOrigins;
import weilu.account.Passkeys;
import weilu.account.ServerAbout;
import weilu.account.ServerDoor;
import weilu.account.ServerInvitations;
import weilu.account.SignIn;
import weilu.account.SignInCookie;
import weilu.account.SignIns;
import weilu.account.SignUp;
import weilu.account.UpgradeGuest;
import weilu.message.AttachmentLimits;
import weilu.message.BodyRules;

/** Gives the parts by which people come in to the resources at the edge. */
@Singleton
class AccountBeans {
    private final Wiring wiring;
    @Produces
    private final AccountStore accounts;
    @Produces
    private final ClientPlaces places;
    @Produces
    private final OwnOrigins origins;
    @Produces
    private final SignInCookie cookie;
    @Produces
    private final SignIns signIns;
    @Produces
    private final ServerDoor door;
    @Produces
    private final ServerInvitations invitations;
    @Produces
    private final SignUp signUp;
    @Produces
    private final SignIn signIn;
    @Produces
    private final ChangePassword changePassword;
    @Produces
    private final ChangeProfile changeProfile;
    @Produces
    private final Guests guests;
    @Produces
    private final UpgradeGuest upgradeGuest;
    @Produces
    private final Passkeys passkeys;
    @Produces
    private final ServerAbout about;

    AccountBeans(Wiring wiring) {
        this.wiring = wiring;
        AccountParts people = wiring.people;
        accounts = people.accounts;
        places = people.places;
        origins = people.origins;
        cookie = people.cookie;
        signIns = wiring.signIns;
        door = people.door;
        invitations = people.invitations;
        signUp = people.signUp;
        signIn = people.signIn;
        changePassword = people.changePassword;
        changeProfile = people.changeProfile;
        guests = people.guests;
        upgradeGuest = people.upgradeGuest;
        passkeys = people.passkeys;
        about = about();
    }

    private ServerAbout about() {
        String version = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class).orElse("unknown");
        AttachmentLimits files = wiring.settings.uploads();
        Map<String, Long> limits = Map.of(
                "bodyCharacters", (long) BodyRules.BODY_CHARACTERS_MAX,
                "attachments", (long) BodyRules.ATTACHMENTS_MAX,
                "uploadBytes", files.fileBytesMax(),
                "pictureBytes", files.pictureBytesMax(),
                "voiceBytes", files.voiceBytesMax());
        return new ServerAbout(wiring.settings.hostAgentName(), version, limits, wiring.gateway.providers::isConfigured);
    }
}

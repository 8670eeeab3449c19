package weilu.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import weilu.account.AccountStore;
import weilu.account.ProfileChanged;
import weilu.agent.DefinitionStore.Row;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.RoomId;
import weilu.protocol.ErrorCode;
import weilu.protocol.Json;
import weilu.protocol.Refusal;

/** Who the agents of this server are: their definitions, each a version of its own, and who may change them. */
public final class Agents {
    /** Of one person, without those that were retired. */
    public static final int OWNED_MAX = 20;
    public static final int VERSIONS_LISTED_MAX = 100;

    private final Clock clock;
    private final ProfileChanged changed;
    private final AgentForm form;
    private final AgentKnowledge knowledge;
    private final AccountStore accounts = new AccountStore();
    private final AgentPictures pictures = new AgentPictures();
    private final AgentFileStore files = new AgentFileStore();
    private final DefinitionStore store = new DefinitionStore();
    private final AgentDefinition hostAsBrought = Json.read(read("/agents/host.json"), AgentDefinition.class);

    /** @param changed is told when an agent shows itself otherwise */
    public Agents(AgentForm form, AgentKnowledge knowledge, ProfileChanged changed, Clock clock) {
        this.form = form;
        this.knowledge = knowledge;
        this.changed = changed;
        this.clock = clock;
    }

    /** Empty when this account is no agent. */
    public Optional<AgentProfile> find(Tx tx, AccountId account) {
        return store.find(tx, account).map(this::profile);
    }

    /**
     * The agent, with the tools it may use in this room: those that were approved there, of the ones it has now. The host
     * agent's are the server admins' to approve, once for all.
     */
    public AgentProfile in(Tx tx, RoomId room, AccountId account) {
        AgentProfile profile = find(tx, account).orElseThrow();
        if (profile.host()) {
            return profile;
        }
        return store.approvedTools(tx, room, account)
                .map(approved -> profile.with(profile.definition()
                        .withTools(tools -> tools.stream().filter(approved::contains).toList())))
                .orElse(profile);
    }

    /** What the agent's files say to a question. */
    public List<Passage> passages(Tx tx, AgentProfile agent, String question) {
        return knowledge.find(tx, agent.definition().knowledge(), question);
    }

    public Map<AccountId, AgentProfile> findAll(Tx tx, Collection<AccountId> agents) {
        Map<AccountId, AgentProfile> found = new HashMap<>();
        store.findAll(tx, agents).forEach(row -> found.put(row.account(), profile(row)));
        return found;
    }

    /** The newest first. */
    public List<AgentProfile> ownedBy(Tx tx, AccountId owner) {
        return store.ownedBy(tx, owner).stream().map(this::profile).toList();
    }

    /** A new agent of this person. Who may build at all is asked at the edge. */
    public AgentProfile create(Tx tx, AccountId owner, AgentDefinition given) {
        AgentDefinition definition = form.check(given);
        requireThere(tx, owner, definition);
        store.lock(tx, owner);
        if (store.ownedBy(tx, owner).size() >= OWNED_MAX) {
            throw Refusal.of(ErrorCode.CONFLICT, "you have " + OWNED_MAX + " agents already");
        }
        AccountId account = store.insert(tx, definition.name(), owner, clock.instant());
        store.insertVersion(tx, account, 1, definition, owner, clock.instant(), "");
        store.show(tx, account, definition.name(), definition.picture());
        return find(tx, account).orElseThrow();
    }

    /**
     * Makes a new version, and shows its name and picture everywhere; does nothing when nothing is different.
     *
     * @param based the version the change was made from; CONFLICT when there is a newer one
     */
    public AgentProfile change(Tx tx, AgentProfile agent, AccountId by, AgentDefinition given, int based, String note) {
        store.lock(tx, agent.account());
        AgentProfile now = find(tx, agent.account()).orElseThrow();
        if (now.retired()) {
            throw Refusal.of(ErrorCode.GONE, "this agent was retired");
        }
        if (now.version() != based) {
            throw Refusal.of(ErrorCode.CONFLICT, "this agent was changed meanwhile; it is at version " + now.version());
        }
        AgentDefinition definition = now.host() ? form.check(given, now.definition().name()) : form.check(given);
        if (definition.equals(now.definition())) {
            return now;
        }
        requireThere(tx, now.owner() == null ? by : now.owner(), definition);
        store.insertVersion(tx, now.account(), now.version() + 1, definition, by, clock.instant(), AgentForm.note(note));
        boolean shownOtherwise = !definition.name().equals(now.definition().name())
                || !Objects.equals(definition.picture(), now.definition().picture());
        if (shownOtherwise) {
            store.show(tx, now.account(), definition.name(), definition.picture());
            changed.profileChanged(tx, accounts.find(tx, now.account()).orElseThrow());
        }
        return find(tx, now.account()).orElseThrow();
    }

    /** The newest first. */
    public List<AgentVersion> versions(Tx tx, AccountId agent) {
        return store.versions(tx, agent, VERSIONS_LISTED_MAX);
    }

    public AgentVersion version(Tx tx, AccountId agent, int number) {
        return store.version(tx, agent, number)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "there is no such version of this agent"));
    }

    /** Makes a new version that is like this one; a picture, a file or a model that is gone meanwhile stays gone. */
    public AgentProfile restore(Tx tx, AgentProfile agent, AccountId by, int number) {
        AgentDefinition old = version(tx, agent.account(), number).definition();
        AgentDefinition asked = isModelGone(tx, old) ? old.withoutModel() : old;
        AgentDefinition whole = asked.shownAs(old.name(), pictures.kept(tx, old.picture()))
                .withKnowledge(files.owned(tx, agent.owner() == null ? by : agent.owner(), old.knowledge()));
        return change(tx, agent, by, whole, agent.version(), "↩ " + number);
    }

    /** It is of nobody from now on, and speaks no more. The host agent stays. */
    void retire(Tx tx, AgentProfile agent) {
        if (agent.host()) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "the host agent stays");
        }
        store.retire(tx, agent.account(), clock.instant());
    }

    /** What a definition names must be here, and its files its owner's. */
    private void requireThere(Tx tx, AccountId owner, AgentDefinition definition) {
        if (definition.picture() != null && pictures.kept(tx, definition.picture()) == null) {
            throw AgentForm.invalid("picture", "there is no such picture here; upload it first");
        }
        if (isModelGone(tx, definition)) {
            throw AgentForm.invalid("model", "this model is not on this server any more; choose another");
        }
        requireFiles(tx, owner, definition);
    }

    /** Whether its model was removed; what asks for it is then answered by the next, as for every model that cannot answer. */
    boolean isModelGone(Tx tx, AgentDefinition definition) {
        return definition.model() != null && !store.isModel(tx, definition.model());
    }

    /** Nobody reads another's files by naming them. */
    void requireFiles(Tx tx, AccountId owner, AgentDefinition definition) {
        if (files.owned(tx, owner, definition.knowledge()).size() < definition.knowledge().size()) {
            throw AgentForm.invalid("knowledge", "there is no such file of yours; upload it first");
        }
    }

    private AgentProfile profile(Row row) {
        AgentDefinition definition = row.definition() != null ? Json.read(row.definition(), AgentDefinition.class)
                : row.host() ? hostAsBrought : AgentDefinition.named(row.name());
        return new AgentProfile(row.account(), row.host(), row.owner(), row.version(), row.retired(),
                definition.shownAs(row.name(), row.picture()));
    }

    private static String read(String resource) {
        try (InputStream file = Agents.class.getResourceAsStream(resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

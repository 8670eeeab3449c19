package weilu.room;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.protocol.Json;
import weilu.protocol.RoomEvent.ConsentChanged;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomSnapshot.RuleChange;

/** What a room and its members allow models to be sent. */
public final class ConsentStore {
    /** A guest who has not chosen is asked for no more than local models; everybody else goes by the room's default. */
    private static final String HELD = """
            coalesce(m.consent, case when m.role = 'guest' and r.consent = 'all' then 'local' else r.consent end)
            """;

    /**
     * What a room's owner has set.
     *
     * @param consent what holds for members who have not chosen
     * @param noStore the ledger keeps no ranges, and nothing goes to models that are trained on what they get
     */
    public record RoomConsent(boolean modelsOff, ModelConsent consent, boolean noStore) {}

    /**
     * @param chosen null when they have not
     * @param held what holds now, by their choice or without one
     * @param changedAt when they chose last; null when they never did
     */
    public record MemberConsent(ModelConsent chosen, ModelConsent held, Instant changedAt) {}

    public RoomConsent ofRoom(Tx tx, RoomId room) {
        return tx.handle().createQuery("select models_off, consent, no_store from room where id = :room").bind("room", room)
                .map((row, context) -> new RoomConsent(row.getBoolean("models_off"),
                        Rows.constant(row, "consent", ModelConsent.class), row.getBoolean("no_store")))
                .one();
    }

    /**
     * What may not go to all models.
     *
     * @param members everyone, here or gone, who does not allow all
     * @param forwarded messages that were forwarded here out of rooms, or from members there, that do not
     */
    public record Restricted(Map<MemberId, ModelConsent> members, Map<Seq, ModelConsent> forwarded) {
        public Restricted {
            members = Map.copyOf(members);
            forwarded = Map.copyOf(forwarded);
        }

        public ModelConsent of(MemberId member) {
            return members.getOrDefault(member, ModelConsent.ALL);
        }

        public ModelConsent of(Seq message) {
            return forwarded.getOrDefault(message, ModelConsent.ALL);
        }
    }

    /** As it is now: of what was forwarded, what holds where it was said counts, and what held when it was brought. */
    public Restricted restricted(Tx tx, RoomId room) {
        Map<MemberId, ModelConsent> members = new HashMap<>();
        Map<Seq, ModelConsent> forwarded = new HashMap<>();
        tx.handle().createQuery("select m.id, null as seq, " + HELD + " as held, 'all' as at_most from member m "
                        + "join room r on r.id = m.room_id where m.room_id = :room and " + HELD + " <> 'all' "
                        + "union all select null, f.seq, case when r.models_off then 'none' else " + HELD + " end, f.at_most "
                        + "from forwarded f join room r on r.id = f.from_room left join member m on m.id = f.from_member "
                        + "where f.room_id = :room and (f.at_most <> 'all' or r.models_off or " + HELD + " <> 'all')")
                .bind("room", room)
                .map((row, context) -> {
                    ModelConsent held = Rows.constant(row, "held", ModelConsent.class)
                            .stricter(Rows.constant(row, "at_most", ModelConsent.class));
                    return row.getObject("seq") == null ? members.put(new MemberId(row.getLong("id")), held)
                            : forwarded.put(new Seq(row.getLong("seq")), held);
                })
                .list();
        return new Restricted(members, forwarded);
    }

    MemberConsent ofMember(Tx tx, Membership membership) {
        return tx.handle().createQuery("select m.consent, m.consent_changed_at, " + HELD + " as held from member m "
                        + "join room r on r.id = m.room_id where m.id = :member")
                .bind("member", membership.member())
                .map((row, context) -> new MemberConsent(
                        Rows.constant(row, "consent", ModelConsent.class), Rows.constant(row, "held", ModelConsent.class),
                        Rows.instant(row, "consent_changed_at")))
                .one();
    }

    /** The last changes of the room's own rules, the first of them first. */
    public List<RuleChange> changes(Tx tx, RoomId room, int limit) {
        return tx.handle().createQuery("""
                        select seq, at, event from (
                            select seq, at, event from room_event where room_id = :room and kind = 'consentChanged'
                            order by seq desc limit :limit) e
                        order by seq
                        """)
                .bind("room", room).bind("limit", limit)
                .map((row, context) -> {
                    ConsentChanged event = (ConsentChanged) Json.read(row.getString("event"), RoomEvent.class);
                    return new RuleChange(new Seq(row.getLong("seq")), Rows.instant(row, "at"), event.consent(),
                            event.noStore(), event.by());
                })
                .list();
    }

    /** @param consent empty to go by the room's default again */
    void setOfMember(Tx tx, Membership membership, Optional<ModelConsent> consent, Instant at) {
        tx.handle().createUpdate("update member set consent = :consent, consent_changed_at = :at where id = :member")
                .bind("member", membership.member()).bind("at", at)
                .bindByType("consent", consent.map(Rows::stored).orElse(null), String.class).execute();
    }

    void setOfRoom(Tx tx, RoomId room, ModelConsent consent, boolean noStore) {
        tx.handle().createUpdate("update room set consent = :consent, no_store = :noStore where id = :room")
                .bind("room", room).bind("consent", Rows.stored(consent)).bind("noStore", noStore).execute();
    }
}

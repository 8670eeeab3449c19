package weilu.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.gateway.Quotas.Amounts;
import weilu.gateway.Quotas.Day;
import weilu.id.AccountId;
import weilu.id.TurnId;
import weilu.protocol.UsedUp.Measure;
import weilu.protocol.UsedUp.Scope;

/** Quotas, days, and what calls have of them. */
final class QuotaStore {
    /** A limit that holds for one of the days asked about. */
    record Limit(Scope scope, Measure measure, long most) {}

    /** What is used and reserved of a day. */
    record Taken(Scope scope, Amounts amounts) {}

    /** Whether a turn is counted already, by an earlier call. */
    record Counted(boolean turn, boolean deepTurn) {}

    /** What was settled, and where it counts. */
    record Used(Long room, long person, Long agent, LocalDate personDay, LocalDate day, Amounts amounts) {
        List<Day> days(ZoneId zone) {
            List<Day> days = new ArrayList<>();
            days.add(new Day(Scope.PERSON, person, personDay, zone));
            days.add(new Day(Scope.SERVER, 0, day, zone));
            if (room != null) {
                days.add(new Day(Scope.ROOM, room, day, zone));
            }
            if (agent != null) {
                days.add(new Day(Scope.AGENT, agent, day, zone));
            }
            days.sort(Day.ORDER);
            return days;
        }
    }

    /** Makes the rows there are none of yet. */
    void makeDays(Tx tx, List<Day> days) {
        tx.handle().createUpdate("""
                        insert into quota_day (scope, subject, day)
                        select * from unnest(:scopes, :subjects, cast(:days as date[])) as d (scope, subject, day)
                        order by 1, 2, 3 on conflict do nothing
                        """)
                .bind("scopes", scopes(days)).bind("subjects", subjects(days)).bind("days", dates(days)).execute();
    }

    /** Makes the rows there are none of yet, and locks all in the order of their key. */
    void lock(Tx tx, List<Day> days) {
        makeDays(tx, days);
        tx.handle().createQuery("""
                        select q.subject from quota_day q
                        join unnest(:scopes, :subjects, cast(:days as date[])) as d (scope, subject, day)
                            on q.scope = d.scope and q.subject = d.subject and q.day = d.day
                        order by q.scope, q.subject, q.day for no key update of q
                        """)
                .bind("scopes", scopes(days)).bind("subjects", subjects(days)).bind("days", dates(days))
                .mapTo(Long.class).list();
    }

    /** The limits that hold for these days: one's own goes before the default, and an agent's builder may set a lower one. */
    List<Limit> limits(Tx tx, List<Day> days) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        tx.handle().createQuery("""
                        with d as (select * from unnest(:scopes, :subjects) as d (scope, subject))
                        select q.scope, q.measure, q.most, case q.subject when 0 then 1 else 0 end as place
                        from quota q join d on q.scope = d.scope and q.subject in (d.subject, 0)
                        union all
                        select d.scope, b.measure, b.most, 2 from d
                        join agent g on d.scope = 'agent' and g.account_id = d.subject
                        cross join lateral (
                            values ('turns', g.turns_per_day::bigint), ('tokens', g.tokens_per_day)) as b (measure, most)
                        where b.most is not null
                        order by 1, 2, 4
                        """)
                .bind("scopes", scopes(days)).bind("subjects", subjects(days))
                .map((row, context) -> {
                    Limit limit = new Limit(Rows.constant(row, "scope", Scope.class),
                            Rows.constant(row, "measure", Measure.class), most(row));
                    boolean isBudget = row.getInt("place") == 2;
                    return limits.merge(limit.scope() + " " + limit.measure(), limit,
                            (one, other) -> isBudget && other.most() < one.most() ? other : one);
                }).list();
        return limits.values().stream().filter(limit -> limit.most() < Long.MAX_VALUE).toList();
    }

    List<Quotas.Entry> entries(Tx tx) {
        return tx.handle().createQuery("""
                        select q.scope, q.subject, q.measure, q.most,
                               case when q.subject = 0 then null
                                    when q.scope = 'room' then coalesce(nullif(r.name, ''), r.id::text)
                                    else a.display_name end as name
                        from quota q
                        left join room r on q.scope = 'room' and r.id = q.subject
                        left join account a on q.scope in ('person', 'agent') and a.id = q.subject
                        order by q.subject <> 0, q.scope, name, q.measure
                        """)
                .map((row, context) -> new Quotas.Entry(Rows.constant(row, "scope", Scope.class), row.getLong("subject"),
                        row.getString("name"), Rows.constant(row, "measure", Measure.class),
                        row.getObject("most", Long.class)))
                .list();
    }

    boolean exists(Tx tx, Scope scope, long subject) {
        String table = switch (scope) {
            case ROOM -> "select 1 from room where id = :subject and kind is not null";
            case PERSON -> "select 1 from account where id = :subject and kind <> 'agent'";
            case AGENT -> "select 1 from account where id = :subject and kind = 'agent'";
            case SERVER -> "select 1 where :subject = 0";
        };
        return tx.handle().createQuery(table).bind("subject", subject).mapTo(int.class).findOne().isPresent();
    }

    void put(Tx tx, Scope scope, long subject, Measure measure, Long most, AccountId by, Instant at) {
        tx.handle().createUpdate("""
                        insert into quota (scope, subject, measure, most, set_by, set_at)
                        values (:scope, :subject, :measure, :most, :by, :at)
                        on conflict (scope, subject, measure) do update
                            set most = excluded.most, set_by = excluded.set_by, set_at = excluded.set_at
                        """)
                .bind("scope", Rows.stored(scope)).bind("subject", subject).bind("measure", Rows.stored(measure))
                .bindByType("most", most, Long.class).bind("by", by).bind("at", at).execute();
    }

    void remove(Tx tx, Scope scope, long subject, Measure measure) {
        tx.handle().createUpdate("delete from quota where scope = :scope and subject = :subject and measure = :measure")
                .bind("scope", Rows.stored(scope)).bind("subject", subject).bind("measure", Rows.stored(measure)).execute();
    }

    /** What is used of each day, and what is reserved by calls that are still held. */
    List<Taken> taken(Tx tx, List<Day> days, Instant now) {
        return tx.handle().createQuery("""
                        select q.scope, q.tokens + coalesce(sum(u.tokens), 0) as tokens,
                               q.turns + coalesce(sum(u.turns), 0) as turns,
                               q.deep_turns + coalesce(sum(u.deep_turns), 0) as deep_turns
                        from quota_day q
                        join unnest(:scopes, :subjects, cast(:days as date[])) as d (scope, subject, day)
                            on q.scope = d.scope and q.subject = d.subject and q.day = d.day
                        left join model_use u on u.state = 'reserved' and u.held_until > :now
                            and case q.scope when 'person' then u.person = q.subject and u.person_day = q.day
                                             when 'room' then u.room_id = q.subject and u.day = q.day
                                             when 'agent' then u.agent = q.subject and u.day = q.day
                                             else u.day = q.day end
                        group by q.scope, q.subject, q.day
                        """)
                .bind("scopes", scopes(days)).bind("subjects", subjects(days)).bind("days", dates(days)).bind("now", now)
                .map((row, context) -> new Taken(Rows.constant(row, "scope", Scope.class), amounts(row))).list();
    }

    Counted counted(Tx tx, TurnId turn, Instant now) {
        return tx.handle().createQuery("""
                        select coalesce(bool_or(turns > 0), false) as turn, coalesce(bool_or(deep_turns > 0), false) as deep
                        from model_use where turn_id = :turn
                            and (state = 'settled' or state = 'reserved' and held_until > :now)
                        """)
                .bindByType("turn", turn, TurnId.class).bind("now", now)
                .map((row, context) -> new Counted(row.getBoolean("turn"), row.getBoolean("deep"))).one();
    }

    void reserve(Tx tx, long call, Quotas.Wish wish, Amounts wanted, Instant now, Instant until, LocalDate personDay,
            LocalDate day) {
        tx.handle().createUpdate("""
                        insert into model_use (call_id, room_id, person, agent, turn_id, chain_id, purpose, provider_name,
                                               model, at, person_day, day, state, held_until, tokens, turns, deep_turns)
                        select id, room_id, person, agent, turn_id, chain_id, purpose, :provider, :model, :now,
                               cast(:personDay as date), cast(:day as date), 'reserved', :until, :tokens, :turns, :deep
                        from outbound_call where id = :call
                        """)
                .bind("call", call).bind("provider", wish.provider()).bind("model", wish.model()).bind("now", now)
                .bind("personDay", personDay.toString()).bind("day", day.toString()).bind("until", until)
                .bind("tokens", wanted.tokens()).bind("turns", wanted.turns()).bind("deep", wanted.deepTurns()).execute();
    }

    /** Empty when it is settled or released already. */
    Optional<Used> settle(Tx tx, long call, Usage usage, Optional<Price.Cost> cost) {
        boolean told = usage.promptTokens() != null && usage.answerTokens() != null;
        return tx.handle().createQuery("""
                        update model_use set state = 'settled', estimated = not :told,
                            tokens = case when :told then :prompt + :answer else tokens end,
                            prompt_tokens = :promptTokens, answer_tokens = :answerTokens,
                            cost_micros = :cost, currency = :currency
                        where call_id = :call and state = 'reserved'
                        returning room_id, person, agent, person_day, day, tokens, turns, deep_turns
                        """)
                .bind("call", call).bind("told", told)
                .bind("prompt", told ? (long) usage.promptTokens() : 0L)
                .bind("answer", told ? (long) usage.answerTokens() : 0L)
                .bindByType("promptTokens", usage.promptTokens(), Integer.class)
                .bindByType("answerTokens", usage.answerTokens(), Integer.class)
                .bindByType("cost", cost.map(Price.Cost::micros).orElse(null), Long.class)
                .bindByType("currency", cost.map(Price.Cost::currency).orElse(null), String.class)
                .map((row, context) -> new Used(row.getObject("room_id", Long.class), row.getLong("person"),
                        row.getObject("agent", Long.class), row.getObject("person_day", LocalDate.class),
                        row.getObject("day", LocalDate.class), amounts(row)))
                .findOne();
    }

    void release(Tx tx, long call) {
        tx.handle().createUpdate("""
                        update model_use set state = 'released', tokens = 0, turns = 0, deep_turns = 0
                        where call_id = :call and state = 'reserved'
                        """)
                .bind("call", call).execute();
    }

    /** Makes the rows there are none of yet, and locks all in the order of their key. */
    void add(Tx tx, List<Day> days, Amounts amounts) {
        tx.handle().createUpdate("""
                        insert into quota_day (scope, subject, day, tokens, turns, deep_turns)
                        select d.*, :tokens, :turns, :deep
                        from unnest(:scopes, :subjects, cast(:days as date[])) as d (scope, subject, day) order by 1, 2, 3
                        on conflict (scope, subject, day) do update set tokens = quota_day.tokens + excluded.tokens,
                            turns = quota_day.turns + excluded.turns,
                            deep_turns = quota_day.deep_turns + excluded.deep_turns
                        """)
                .bind("scopes", scopes(days)).bind("subjects", subjects(days)).bind("days", dates(days))
                .bind("tokens", amounts.tokens()).bind("turns", amounts.turns()).bind("deep", amounts.deepTurns())
                .execute();
    }

    String timeZone(Tx tx, AccountId person) {
        return tx.handle().createQuery("select time_zone from account where id = :person")
                .bind("person", person).mapTo(String.class).one();
    }

    private static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(row.getLong("tokens"), row.getLong("turns"), row.getLong("deep_turns"));
    }

    private static long most(ResultSet row) throws SQLException {
        long most = row.getLong("most");
        return row.wasNull() ? Long.MAX_VALUE : most;
    }

    private static String[] scopes(List<Day> days) {
        return days.stream().map(day -> Rows.stored(day.scope())).toArray(String[]::new);
    }

    private static Long[] subjects(List<Day> days) {
        return days.stream().map(Day::subject).toArray(Long[]::new);
    }

    private static String[] dates(List<Day> days) {
        return days.stream().map(day -> day.date().toString()).toArray(String[]::new);
    }
}

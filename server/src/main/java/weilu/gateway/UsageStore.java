package weilu.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import weilu.db.Tx;
import weilu.gateway.Usages.Bill;
import weilu.gateway.Usages.By;
import weilu.gateway.Usages.Of;
import weilu.gateway.Usages.Row;
import weilu.id.AccountId;
import weilu.id.ChainId;
import weilu.id.RoomId;

/** Sums of settled calls. Nothing in them tells what was said. */
final class UsageStore {
    private static final String SUMS = """
            count(*) as calls, sum(u.turns) as turns, sum(u.deep_turns) as deep_turns, sum(u.tokens) as tokens,
            sum(u.prompt_tokens) as prompt_tokens, sum(u.answer_tokens) as answer_tokens,
            bool_or(u.estimated) as estimated, sum(u.cost_micros) as cost_micros, u.currency
            """;

    /** By day and group, the first day first; a day by the server's time zone. */
    List<Row> rows(Tx tx, Of of, By by, LocalDate from, int limit) {
        return tx.handle().createQuery("select u.day, " + key(by) + " as key, " + name(by) + " as name, " + SUMS + """
                        from model_use u
                        left join room r on r.id = u.room_id
                        left join account p on p.id = u.person
                        left join account a on a.id = u.agent
                        where u.state = 'settled' and u.day >= cast(:from as date)
                            and (:room is null or u.room_id = :room) and (:person is null or u.person = :person)
                            and (:agent is null or u.agent = :agent)
                            and (:model is null or u.provider_name || ' · ' || u.model = :model)
                        group by 1, 2, 3, u.currency order by 1, tokens desc, 2 limit :limit
                        """)
                .bind("from", from.toString()).bindByType("room", of.room(), RoomId.class)
                .bindByType("person", of.person(), AccountId.class).bindByType("agent", of.agent(), AccountId.class)
                .bindByType("model", of.model(), String.class)
                .bind("limit", limit)
                .map((row, context) -> new Row(row.getObject("day", LocalDate.class), row.getString("key"),
                        row.getString("name"), bill(row)))
                .list();
    }

    /** What the turns of a chain came to in this room, by currency. */
    List<Bill> chain(Tx tx, RoomId room, ChainId chain) {
        return tx.handle().createQuery("select " + SUMS + """
                        from model_use u where u.state = 'settled' and u.chain_id = :chain and u.room_id = :room
                        group by u.currency order by u.currency
                        """)
                .bind("chain", chain).bind("room", room).map((row, context) -> bill(row)).list();
    }

    /** What the person's calls of a day came to, by currency; the day is the person's. */
    List<Bill> day(Tx tx, AccountId person, LocalDate day) {
        return tx.handle().createQuery("select " + SUMS + """
                        from model_use u
                        where u.state = 'settled' and u.person = :person and u.person_day = cast(:day as date)
                        group by u.currency order by u.currency
                        """)
                .bind("person", person).bind("day", day.toString()).map((row, context) -> bill(row)).list();
    }

    Optional<AccountId> agentOwnedBy(Tx tx, AccountId agent, AccountId owner) {
        return tx.handle().createQuery("select account_id from agent where account_id = :agent and owner_id = :owner")
                .bind("agent", agent).bind("owner", owner).mapTo(AccountId.class).findOne();
    }

    private static String key(By by) {
        return switch (by) {
            case ROOM -> "u.room_id::text";
            case PERSON -> "u.person::text";
            case AGENT -> "u.agent::text";
            case MODEL -> "u.provider_name || ' · ' || u.model";
            case PURPOSE -> "u.purpose";
        };
    }

    private static String name(By by) {
        return switch (by) {
            case ROOM -> "coalesce(nullif(r.name, ''), r.id::text)";
            case PERSON -> "p.display_name";
            case AGENT -> "a.display_name";
            case MODEL -> "u.provider_name || ' · ' || u.model";
            case PURPOSE -> "u.purpose";
        };
    }

    private static Bill bill(ResultSet row) throws SQLException {
        return new Bill(row.getLong("calls"), row.getLong("turns"), row.getLong("deep_turns"), row.getLong("tokens"),
                row.getLong("prompt_tokens"), row.getLong("answer_tokens"), row.getBoolean("estimated"),
                row.getObject("cost_micros") == null ? null : row.getLong("cost_micros"), row.getString("currency"));
    }
}

package weilu.gateway;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.gateway.OutboundLedger.Line;
import weilu.gateway.OutboundLedger.Lines;
import weilu.gateway.OutboundLedger.Parcel;
import weilu.gateway.OutboundLedger.Reason;
import weilu.gateway.OutboundLedger.Sum;
import weilu.id.AccountId;
import weilu.id.ChainId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** The rows of the outbound ledger. */
final class OutboundStore {
    private static final RowMapper<Line> LINE = (row, context) -> new Line(
            row.getLong("id"), turn(row), member(row),
            row.getString("provider_name"), row.getString("provider_host"), row.getString("model"),
            Rows.longs(row, "messages").stream().map(Seq::new).toList(), row.getLong("bytes"),
            Rows.instant(row, "at"), row.getString("outcome"), count(row, "prompt_tokens"), count(row, "answer_tokens"),
            agent(row), row.getString("purpose"), row.getBoolean("local"), Rows.texts(row, "files"),
            row.getInt("message_count"), row.getInt("file_count"), row.getBoolean("no_store"),
            Rows.texts(row, "part_hashes"), row.getBoolean("estimated"), row.getObject("tokens", Long.class),
            row.getObject("cost_micros", Long.class), row.getString("currency"), Rows.longs(row, "file_bytes"),
            Rows.texts(row, "file_names"), Rows.longs(row, "memories"), Rows.longs(row, "room_memories"),
            row.getInt("memory_count"));

    /** Whether the ledger keeps hashes and counts of this room, and no more. */
    boolean isNotStored(Tx tx, RoomId room) {
        return tx.handle().createQuery("select coalesce(bool_or(no_store), false) from room where id = :room")
                .bind("room", room).mapTo(boolean.class).one();
    }

    long insert(Tx tx, Reason reason, Parcel parcel, boolean noStore, Instant at) {
        Endpoint endpoint = parcel.endpoint();
        List<Seq> messages = parcel.prompt().messages();
        List<Prompt.Memory> memories = parcel.prompt().memories();
        List<Prompt.File> files = parcel.prompt().files();
        return tx.handle().createQuery("""
                        insert into outbound_call (room_id, turn_id, asked_by, provider_name, provider_host, model,
                                                   messages, bytes, at, person, agent, purpose, chain_id, local, files,
                                                   no_store, message_count, file_count, part_hashes, file_bytes,
                                                   memories, room_memories, memory_count)
                        values (:room, :turn, :askedBy, :name, :host, :model, :messages, :bytes, :at, :person, :agent,
                                :purpose, :chain, :local, :files, :noStore, :messageCount, :fileCount, :parts, :fileBytes,
                                :memories, :roomMemories, :memoryCount)
                        returning id
                        """)
                .bindByType("room", reason.room(), RoomId.class).bindByType("turn", reason.turn(), TurnId.class)
                .bindByType("askedBy", reason.askedBy(), MemberId.class)
                .bind("person", reason.person()).bindByType("agent", reason.agent(), AccountId.class)
                .bind("purpose", Rows.stored(reason.purpose())).bindByType("chain", reason.chain(), ChainId.class)
                .bind("local", parcel.endpoint().reach() == Reach.LOCAL)
                .bind("name", endpoint.providerName()).bind("host", endpoint.base().origin().toString())
                .bind("model", endpoint.model())
                .bind("messages", (noStore ? List.<Seq>of() : messages).toArray(Seq[]::new))
                .bind("files", files.stream().filter(file -> !noStore).map(Prompt.File::sha256).toArray(String[]::new))
                .bind("fileBytes", files.stream().map(Prompt.File::bytes).toArray(Long[]::new))
                .bind("noStore", noStore).bind("messageCount", messages.size()).bind("fileCount", files.size())
                .bind("parts", (noStore ? hashes(reason.turn(), parcel.prompt()) : List.<String>of()).toArray(String[]::new))
                .bind("memories", ids(memories, noStore, false)).bind("roomMemories", ids(memories, noStore, true))
                .bind("memoryCount", memories.size())
                .bind("bytes", parcel.bytes()).bind("at", at).mapTo(long.class).one();
    }

    private static Long[] ids(List<Prompt.Memory> memories, boolean noStore, boolean ofRoom) {
        return memories.stream().filter(one -> !noStore && one.ofRoom() == ofRoom).map(Prompt.Memory::id).toArray(Long[]::new);
    }

    private static List<String> hashes(TurnId turn, Prompt prompt) {
        return prompt.parts().stream().map(part -> PartHash.of(turn, part.text())).toList();
    }

    /** It did not leave after all. */
    void delete(Tx tx, long line) {
        tx.handle().createUpdate("delete from outbound_call where id = :line").bind("line", line).execute();
    }

    void end(Tx tx, long line, String outcome, Usage usage, Instant at) {
        tx.handle().createUpdate("""
                        update outbound_call set outcome = :outcome, prompt_tokens = :promptTokens,
                            answer_tokens = :answerTokens, ended_at = :at
                        where id = :line
                        """)
                .bind("line", line).bind("outcome", outcome)
                .bindByType("promptTokens", usage.promptTokens(), Integer.class)
                .bindByType("answerTokens", usage.answerTokens(), Integer.class)
                .bind("at", at).execute();
    }

    /** The room's lines, the last first. */
    List<Line> list(Tx tx, RoomId room, Lines lines, int limit) {
        return tx.handle().createQuery("""
                        select c.*, coalesce(u.estimated, false) as estimated,
                               case when u.state = 'settled' then u.tokens end as tokens, u.cost_micros, u.currency,
                               array(select coalesce((select min(a.name) from attachment a where a.room_id = c.room_id
                                                      and a.blob = f.content and a.posted_at is not null), '')
                                     from unnest(c.files) with ordinality as f (content, place) order by f.place)
                                   as file_names
                        from outbound_call c left join model_use u on u.call_id = c.id
                        where c.room_id = :room and c.id < :before and (:provider is null or c.provider_name = :provider)
                          and (:day is null or (c.at at time zone :zone)::date = cast(:day as date))
                          and (:of is null or c.asked_by = :of and c.memories <> '{}'
                               or exists (select 1 from room_event e where e.room_id = c.room_id
                                          and e.seq = any(c.messages) and e.author = :of))
                        order by c.id desc limit :limit
                        """)
                .bind("room", room).bind("before", lines.before()).bindByType("provider", lines.provider(), String.class)
                .bindByType("day", lines.day() == null ? null : lines.day().toString(), String.class)
                .bind("zone", lines.zone().getId()).bindByType("of", lines.of(), MemberId.class)
                .bind("limit", limit).map(LINE).list();
    }

    /** The lines of a room by day and provider, the last day first. */
    List<Sum> sums(Tx tx, RoomId room, Lines lines, int limit) {
        return tx.handle().createQuery("""
                        with one as (
                            select (c.at at time zone :zone)::date as day, c.provider_name, c.local, count(*) as calls,
                                   sum(c.bytes) as bytes, sum(c.message_count) as messages, sum(c.file_count) as files,
                                   coalesce(sum(u.tokens) filter (where u.state = 'settled'), 0) as tokens,
                                   sum(u.cost_micros)::bigint as micros, u.currency,
                                   count(*) filter (where u.state = 'settled' and u.cost_micros is null) as unpriced
                            from outbound_call c left join model_use u on u.call_id = c.id
                            where c.room_id = :room
                              and (:of is null or c.asked_by = :of and c.memories <> '{}'
                                   or exists (select 1 from room_event e where e.room_id = c.room_id
                                              and e.seq = any(c.messages) and e.author = :of))
                            group by 1, 2, 3, u.currency)
                        select day, provider_name, local, sum(calls) as calls, sum(bytes) as bytes,
                               sum(messages) as messages, sum(files) as files, sum(tokens) as tokens,
                               array_agg(micros order by currency) filter (where currency is not null) as micros,
                               array_agg(currency order by currency) filter (where currency is not null) as currencies,
                               sum(unpriced) as unpriced
                        from one group by 1, 2, 3 order by 1 desc, 2, 3 limit :limit
                        """)
                .bind("room", room).bind("zone", lines.zone().getId()).bindByType("of", lines.of(), MemberId.class)
                .bind("limit", limit)
                .map((row, context) -> new Sum(row.getObject("day", LocalDate.class), row.getString("provider_name"),
                        row.getBoolean("local"), row.getLong("calls"), row.getLong("bytes"), row.getLong("messages"),
                        row.getLong("files"), row.getLong("tokens"), costs(row), row.getLong("unpriced")))
                .list();
    }

    private static List<Price.Cost> costs(ResultSet row) throws SQLException {
        List<String> currencies = Rows.texts(row, "currencies");
        List<Long> micros = Rows.longs(row, "micros");
        return IntStream.range(0, currencies.size())
                .mapToObj(index -> new Price.Cost(micros.get(index), currencies.get(index))).toList();
    }

    private static TurnId turn(ResultSet row) throws SQLException {
        String id = row.getString("turn_id");
        return id == null ? null : TurnId.fromString(id);
    }

    private static MemberId member(ResultSet row) throws SQLException {
        long id = row.getLong("asked_by");
        return row.wasNull() ? null : new MemberId(id);
    }

    private static AccountId agent(ResultSet row) throws SQLException {
        long id = row.getLong("agent");
        return row.wasNull() ? null : new AccountId(id);
    }

    private static Integer count(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }
}

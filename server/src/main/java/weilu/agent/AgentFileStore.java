package weilu.agent;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.statement.PreparedBatch;
import weilu.db.Rows;
import weilu.db.Tx;
import weilu.id.AccountId;
import weilu.id.AgentFileId;

/** The SQL of files that agents answer from. */
final class AgentFileStore {
    /** A cut piece of a file, with where it points in meaning. */
    record Piece(Integer page, String text, byte[] meaning) {}

    /** Where a passage is. */
    record Place(long file, int number) {}

    /** A retired agent does not come back, so its versions keep nothing. */
    private static final String UNUSED = """
            not exists (select 1 from agent_version v join agent g on g.account_id = v.account_id
                        where g.retired_at is null and v.definition::jsonb -> 'knowledge' @> to_jsonb(f.id))
            """;

    AgentFileId insert(Tx tx, AccountId owner, String name, String sha256, long bytes, int characters, Instant at) {
        return tx.handle().createQuery("""
                        insert into agent_file (owner_id, name, sha256, bytes, characters, added_at)
                        values (:owner, :name, :sha256, :bytes, :characters, :at) returning id
                        """)
                .bind("owner", owner).bind("name", name).bind("sha256", sha256).bind("bytes", bytes)
                .bind("characters", characters).bind("at", at).mapTo(AgentFileId.class).one();
    }

    void insertPassages(Tx tx, AgentFileId file, List<Piece> pieces) {
        PreparedBatch batch = tx.handle().prepareBatch("""
                insert into agent_passage (file_id, number, page, text, meaning) values (:file, :number, :page, :text, :meaning)
                """);
        for (int i = 0; i < pieces.size(); i++) {
            batch.bind("file", file).bind("number", i).bind("page", pieces.get(i).page()).bind("text", pieces.get(i).text())
                    .bind("meaning", pieces.get(i).meaning()).add();
        }
        batch.execute();
    }

    /** In the order asked for. */
    List<AgentFile> find(Tx tx, Collection<AgentFileId> ids) {
        return tx.handle().createQuery("""
                        select f.*, (select count(*) from agent_passage p where p.file_id = f.id) as passages
                        from unnest(:ids) with ordinality as s (id, place) join agent_file f on f.id = s.id order by s.place
                        """)
                .bind("ids", ids.toArray(AgentFileId[]::new))
                .map((row, context) -> new AgentFile(new AgentFileId(row.getLong("id")), row.getString("name"),
                        row.getLong("bytes"), row.getInt("characters"), row.getInt("passages"), Rows.instant(row, "added_at")))
                .list();
    }

    List<String> names(Tx tx, Collection<AgentFileId> ids) {
        return find(tx, ids).stream().map(AgentFile::name).toList();
    }

    /** Those of them that are this account's. */
    List<AgentFileId> owned(Tx tx, AccountId owner, Collection<AgentFileId> ids) {
        return tx.handle().createQuery("""
                        select s.id from unnest(:ids) with ordinality as s (id, place)
                        join agent_file f on f.id = s.id and f.owner_id = :owner order by s.place for key share of f
                        """)
                .bind("ids", ids.toArray(AgentFileId[]::new)).bind("owner", owner).mapTo(AgentFileId.class).list();
    }

    int count(Tx tx, AccountId owner) {
        return tx.handle().createQuery("select count(*) from agent_file where owner_id = :owner")
                .bind("owner", owner).mapTo(int.class).one();
    }

    boolean delete(Tx tx, AccountId owner, AgentFileId id) {
        return tx.handle().createUpdate("delete from agent_file where id = :id and owner_id = :owner")
                .bind("id", id).bind("owner", owner).execute() == 1;
    }

    /**
     * Removes old files that no version of an agent refers to, at most so many. They are locked first and looked at again then,
     * so that one that was just taken into an agent stays.
     */
    int removeUnused(Tx tx, Instant before, int limit) {
        List<Long> unused = tx.handle().createQuery("select f.id from agent_file f where f.added_at < :before and " + UNUSED
                        + " order by f.id limit :limit for update of f skip locked")
                .bind("before", before).bind("limit", limit).mapTo(Long.class).list();
        return tx.handle().createUpdate("delete from agent_file f where f.id = any(:ids) and " + UNUSED)
                .bind("ids", unused.toArray(Long[]::new)).execute();
    }

    /** Hands over the meaning of every passage of these files. */
    void eachMeaning(Tx tx, Collection<AgentFileId> files, BiConsumer<Place, byte[]> taker) {
        tx.handle().createQuery("select file_id, number, meaning from agent_passage where file_id = any(:files)")
                .bind("files", files.toArray(AgentFileId[]::new))
                .map((row, context) -> {
                    taker.accept(new Place(row.getLong("file_id"), row.getInt("number")), row.getBytes("meaning"));
                    return Boolean.TRUE;
                })
                .forEach(row -> {});
    }

    Passage passage(Tx tx, Place place) {
        return tx.handle().createQuery("""
                        select f.name, f.sha256, p.page, p.text from agent_passage p join agent_file f on f.id = p.file_id
                        where p.file_id = :file and p.number = :number
                        """)
                .bind("file", place.file()).bind("number", place.number())
                .map((row, context) -> new Passage(row.getString("name"), row.getObject("page", Integer.class),
                        row.getString("text"), row.getString("sha256")))
                .one();
    }
}

package weilu.room;

import java.util.List;
import weilu.db.Like;
import weilu.db.Tx;
import weilu.id.AccountId;

/** Reads the directory. */
final class DirectoryStore {
    List<DirectoryEntry> page(Tx tx, AccountId account, String query, Directory.Place after, int limit) {
        return tx.handle().createQuery("""
                        with found as (
                            select r.*, (select count(*) from member m where m.room_id = r.id and m.state = 'in') as members
                            from room r
                            where r.visibility = 'public' and r.kind = 'group' and r.archived_at is null
                                and (r.name ilike :pattern or r.topic ilike :pattern or r.id::text = :query)
                        )
                        select f.*, exists (select from member m where m.room_id = f.id and m.account_id = :account
                            and m.state = 'in') as joined
                        from found f
                        where f.members < :members or f.members = :members and f.id > :number
                        order by f.members desc, f.id limit :limit
                        """)
                .bind("account", account).bind("query", query).bind("pattern", Like.containing(query))
                .bind("members", after.members()).bind("number", after.number()).bind("limit", limit)
                .map((row, context) -> new DirectoryEntry(RoomStore.ROOM.map(row, context),
                        row.getInt("members"), row.getBoolean("joined")))
                .list();
    }
}

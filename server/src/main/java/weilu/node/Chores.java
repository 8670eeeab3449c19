package weilu.node;

import java.time.Duration;
import weilu.db.Tx;

/** Work that comes round and is for one node at a time: who takes it has it for a while, and nobody else does (ND10). */
public final class Chores {
    /** Takes the chore for this long, by the database's clock; tells whether it was free. */
    public boolean take(Tx tx, String chore, Duration hold) {
        return tx.handle().createUpdate("""
                        insert into chore (name, taken_until)
                        values (:chore, clock_timestamp() + make_interval(secs => :seconds))
                        on conflict (name) do update set taken_until = excluded.taken_until
                        where chore.taken_until <= clock_timestamp()
                        """)
                .bind("chore", chore).bind("seconds", hold.toSeconds()).execute() == 1;
    }
}

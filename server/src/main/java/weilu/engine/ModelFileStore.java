package weilu.engine;

import java.util.Optional;
import weilu.db.Tx;
import weilu.id.ProviderId;

/** The model file that an admin named. There is at most one. */
final class ModelFileStore {
    Optional<ModelFile> find(Tx tx) {
        return tx.handle().createQuery("select path, context_tokens, threads, memory_megabytes from model_file")
                .map((row, context) -> new ModelFile(row.getString("path"), row.getInt("context_tokens"),
                        row.getInt("threads"), row.getInt("memory_megabytes")))
                .findOne();
    }

    void keep(Tx tx, ProviderId provider, ModelFile file) {
        tx.handle().createUpdate("""
                        insert into model_file (provider_id, path, context_tokens, threads, memory_megabytes)
                        values (:provider, :path, :context, :threads, :memory)
                        on conflict (the_only) do update set provider_id = excluded.provider_id, path = excluded.path,
                            context_tokens = excluded.context_tokens, threads = excluded.threads,
                            memory_megabytes = excluded.memory_megabytes
                        """)
                .bind("provider", provider).bind("path", file.path()).bind("context", file.contextTokens())
                .bind("threads", file.threads()).bind("memory", file.memoryMegabytes()).execute();
    }
}

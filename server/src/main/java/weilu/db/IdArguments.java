package weilu.db;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import weilu.id.AccountId;
import weilu.id.AttachmentId;
import weilu.id.ClientMessageId;
import weilu.id.MemberId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.TurnId;

/** Lets statements bind typed ids and rows be read into them. */
final class IdArguments {
    private IdArguments() {}

    static void register(Jdbi jdbi) {
        registerLong(jdbi, AccountId.class, AccountId::value, AccountId::new);
        registerLong(jdbi, MemberId.class, MemberId::value, MemberId::new);
        registerLong(jdbi, RoomId.class, RoomId::value, RoomId::new);
        registerLong(jdbi, Seq.class, Seq::value, Seq::new);
        registerUuid(jdbi, ClientMessageId.class, ClientMessageId::value, ClientMessageId::new);
        registerUuid(jdbi, AttachmentId.class, AttachmentId::value, AttachmentId::new);
        registerUuid(jdbi, TurnId.class, TurnId::value, TurnId::new);
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        });
    }

    private static <T> void registerLong(Jdbi jdbi, Class<T> type, ToLongFunction<T> value, LongFunction<T> make) {
        jdbi.registerArgument((java.lang.reflect.Type asked, Object given, ConfigRegistry config) ->
                type.isInstance(given)
                        ? java.util.Optional.of((Argument) (position, statement, context) ->
                                statement.setLong(position, value.applyAsLong(type.cast(given))))
                        : java.util.Optional.empty());
        jdbi.registerArgument(new NullOf<>(type, Types.BIGINT));
        jdbi.registerColumnMapper(type, (row, column, context) -> {
            long read = row.getLong(column);
            return row.wasNull() ? null : make.apply(read);
        });
    }

    private static <T> void registerUuid(Jdbi jdbi, Class<T> type, Function<T, UUID> value, Function<UUID, T> make) {
        jdbi.registerArgument((java.lang.reflect.Type asked, Object given, ConfigRegistry config) ->
                type.isInstance(given)
                        ? java.util.Optional.of((Argument) (position, statement, context) ->
                                statement.setObject(position, value.apply(type.cast(given))))
                        : java.util.Optional.empty());
        jdbi.registerArgument(new NullOf<>(type, Types.OTHER));
        jdbi.registerColumnMapper(type, (row, column, context) -> {
            UUID read = row.getObject(column, UUID.class);
            return read == null ? null : make.apply(read);
        });
    }

    /** Binds a null of a known type; values are bound by the factories above. */
    private static final class NullOf<T> extends AbstractArgumentFactory<T> {
        private final Class<T> type;

        NullOf(Class<T> type, int sqlType) {
            super(sqlType);
            this.type = type;
        }

        @Override
        public java.util.Optional<Argument> build(java.lang.reflect.Type asked, Object given, ConfigRegistry config) {
            return given == null && asked == type ? super.build(asked, null, config) : java.util.Optional.empty();
        }

        @Override
        protected Argument build(T given, ConfigRegistry config) {
            throw new IllegalStateException("only nulls come here");
        }
    }
}

package weilu.db;

import java.lang.reflect.Type;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import weilu.id.AccountId;
import weilu.id.AgentFileId;
import weilu.id.AttachmentId;
import weilu.id.ChainId;
import weilu.id.ClientMessageId;
import weilu.id.InvitationId;
import weilu.id.LedgerAccountId;
import weilu.id.MemberId;
import weilu.id.ModelId;
import weilu.id.ProviderId;
import weilu.id.RedPacketId;
import weilu.id.RoomId;
import weilu.id.Seq;
import weilu.id.ToolCallId;
import weilu.id.ToolServerId;
import weilu.id.TransferId;
import weilu.id.TurnId;

/** Lets statements bind typed ids, instants and arrays, and rows be read into them. */
final class IdArguments implements ArgumentFactory.Preparable {
    /** What a type is for the database: its SQL type, and the value to bind. */
    private record Bound(int sqlType, Function<Object, Object> value) {}

    private static final Map<Type, Bound> BOUND = Map.ofEntries(
            Map.entry(AccountId.class, longs(AccountId::value)),
            Map.entry(AgentFileId.class, longs(AgentFileId::value)),
            Map.entry(LedgerAccountId.class, longs(LedgerAccountId::value)),
            Map.entry(MemberId.class, longs(MemberId::value)),
            Map.entry(ProviderId.class, longs(ProviderId::value)),
            Map.entry(ModelId.class, longs(ModelId::value)),
            Map.entry(ToolServerId.class, longs(ToolServerId::value)),
            Map.entry(RedPacketId.class, longs(RedPacketId::value)),
            Map.entry(RoomId.class, longs(RoomId::value)),
            Map.entry(Seq.class, longs(Seq::value)),
            Map.entry(InvitationId.class, longs(InvitationId::value)),
            Map.entry(ClientMessageId.class, new Bound(Types.OTHER, id -> ((ClientMessageId) id).value())),
            Map.entry(AttachmentId.class, new Bound(Types.OTHER, id -> ((AttachmentId) id).value())),
            Map.entry(ChainId.class, new Bound(Types.OTHER, id -> ((ChainId) id).value())),
            Map.entry(TransferId.class, new Bound(Types.OTHER, id -> ((TransferId) id).value())),
            Map.entry(TurnId.class, new Bound(Types.OTHER, id -> ((TurnId) id).value())),
            Map.entry(ToolCallId.class, new Bound(Types.OTHER, id -> ((ToolCallId) id).value())),
            Map.entry(Instant.class, new Bound(Types.TIMESTAMP_WITH_TIMEZONE, at -> ((Instant) at).atOffset(ZoneOffset.UTC))));

    /** What elements of arrays are for the database. */
    private static final Map<Type, String> ELEMENTS = Map.of(
            Long.class, "bigint", String.class, "text", UUID.class, "uuid", byte[].class, "bytea");

    static void register(Jdbi jdbi) {
        jdbi.registerArgument(new IdArguments());
        readLong(jdbi, AccountId.class, AccountId::new);
        readLong(jdbi, AgentFileId.class, AgentFileId::new);
        readLong(jdbi, LedgerAccountId.class, LedgerAccountId::new);
        readLong(jdbi, MemberId.class, MemberId::new);
        readLong(jdbi, ProviderId.class, ProviderId::new);
        readLong(jdbi, ModelId.class, ModelId::new);
        readLong(jdbi, ToolServerId.class, ToolServerId::new);
        readLong(jdbi, RedPacketId.class, RedPacketId::new);
        readLong(jdbi, RoomId.class, RoomId::new);
        readLong(jdbi, Seq.class, Seq::new);
        readLong(jdbi, InvitationId.class, InvitationId::new);
        readUuid(jdbi, ClientMessageId.class, ClientMessageId::new);
        readUuid(jdbi, AttachmentId.class, AttachmentId::new);
        readUuid(jdbi, ChainId.class, ChainId::new);
        readUuid(jdbi, TransferId.class, TransferId::new);
        readUuid(jdbi, TurnId.class, TurnId::new);
        readUuid(jdbi, ToolCallId.class, ToolCallId::new);
        jdbi.registerColumnMapper(Instant.class, (row, column, context) -> {
            OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        });
    }

    /** Prepared, because the library's own factory for arrays is, and would come first. */
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        if (type instanceof Class<?> array && array.isArray() && array != byte[].class) {
            return prepareArray(array.getComponentType());
        }
        Bound bound = BOUND.get(type);
        return bound == null ? Optional.empty() : Optional.of(value -> value == null
                ? new NullArgument(bound.sqlType())
                : (position, statement, context) -> statement.setObject(position, bound.value().apply(value)));
    }

    /** The driver sends a Long[] as it is; an Object[] of numbers it would write as text, with marks and escapes. */
    private static Optional<Function<Object, Argument>> prepareArray(Class<?> type) {
        String own = ELEMENTS.get(type);
        if (own != null) {
            return Optional.of(value -> array(own, (Object[]) value));
        }
        Bound bound = BOUND.get(type);
        return switch (bound == null ? Types.NULL : bound.sqlType()) {
            case Types.BIGINT -> Optional.of(ids -> array("bigint", values(ids, bound).toArray(Long[]::new)));
            case Types.OTHER -> Optional.of(ids -> array("uuid", values(ids, bound).toArray(UUID[]::new)));
            default -> Optional.empty();
        };
    }

    private static Stream<Object> values(Object ids, Bound bound) {
        return Stream.of((Object[]) ids).map(bound.value());
    }

    private static Argument array(String element, Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(element, values));
    }

    private static <T> Bound longs(ToLongFunction<T> value) {
        @SuppressWarnings("unchecked")
        ToLongFunction<Object> untyped = (ToLongFunction<Object>) value;
        return new Bound(Types.BIGINT, untyped::applyAsLong);
    }

    private static <T> void readLong(Jdbi jdbi, Class<T> type, LongFunction<T> make) {
        jdbi.registerColumnMapper(type, (row, column, context) -> {
            long read = row.getLong(column);
            return row.wasNull() ? null : make.apply(read);
        });
    }

    private static <T> void readUuid(Jdbi jdbi, Class<T> type, Function<UUID, T> make) {
        jdbi.registerColumnMapper(type, (row, column, context) -> {
            UUID read = row.getObject(column, UUID.class);
            return read == null ? null : make.apply(read);
        });
    }
}

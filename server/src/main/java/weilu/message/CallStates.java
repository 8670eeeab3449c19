package weilu.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weilu.id.MemberId;
import weilu.id.ToolCallId;
import weilu.protocol.Answer;
import weilu.protocol.Json;
import weilu.protocol.ToolCall;

/** What became of the calls of an agent's message since it was posted. */
record CallStates(Map<String, State> byCall) {
    /** @param by who decided, or null */
    record State(ToolCall.Status status, MemberId by, Instant at) {}

    /** @param stored as {@link #stored} wrote it, or null */
    static CallStates of(String stored) {
        if (stored == null) {
            return new CallStates(Map.of());
        }
        try {
            return new CallStates(Json.mapper().readValue(stored, new TypeReference<TreeMap<String, State>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored states of calls are not readable", e);
        }
    }

    CallStates with(ToolCallId call, State state) {
        Map<String, State> all = new TreeMap<>(byCall);
        all.put(call.toString(), state);
        return new CallStates(all);
    }

    String stored() {
        return Json.write(byCall);
    }

    /** The answer with its calls as they are now. */
    static Answer shown(Answer posted, String stored) {
        if (posted == null || stored == null) {
            return posted;
        }
        Map<String, State> states = of(stored).byCall();
        List<ToolCall> calls = posted.calls().stream().map(call -> {
            State state = states.get(call.id().toString());
            return state == null ? call : call.becoming(state.status(), state.by(), state.at());
        }).toList();
        return posted.withCalls(calls);
    }
}

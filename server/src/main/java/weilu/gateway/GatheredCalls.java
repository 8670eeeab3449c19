package weilu.gateway;

import java.util.ArrayList;
import java.util.List;
import weilu.gateway.AnswerPiece.CallPart;

/** Puts tool calls together from their parts: by index, and by id where a provider gives several calls one index. */
final class GatheredCalls {
    static final int CALLS_MAX = 16;
    static final int ARGUMENT_CHARACTERS_MAX = 64_000;

    private static final class Gathered {
        private final Integer index;
        private final StringBuilder arguments = new StringBuilder();
        private String id;
        private String tool;

        private Gathered(CallPart first) {
            index = first.index();
            id = first.id();
            tool = first.tool();
        }

        private boolean takes(CallPart part) {
            boolean sameCall = part.id().isEmpty() || id.isEmpty() || id.equals(part.id());
            return sameCall && (part.index() == null ? part.tool().isEmpty() : part.index().equals(index));
        }
    }

    private final List<Gathered> calls = new ArrayList<>();

    /** False when the calls are more, or longer, than a model may wish for. */
    boolean add(List<CallPart> parts) {
        for (CallPart part : parts) {
            Gathered call = callOf(part);
            if (calls.size() > CALLS_MAX || call.arguments.length() + part.arguments().length() > ARGUMENT_CHARACTERS_MAX) {
                return false;
            }
            call.id = call.id.isEmpty() ? part.id() : call.id;
            call.tool = call.tool.isEmpty() ? part.tool() : call.tool;
            call.arguments.append(part.arguments());
        }
        return true;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /** The calls in the order they began. One without an id gets its place as one; no arguments are an empty object. */
    List<CallWish> wishes() {
        List<CallWish> wishes = new ArrayList<>();
        for (Gathered call : calls) {
            String id = call.id.isEmpty() ? "call-" + (wishes.size() + 1) : call.id;
            String arguments = call.arguments.isEmpty() ? "{}" : call.arguments.toString();
            wishes.add(new CallWish(id, call.tool, arguments));
        }
        return wishes;
    }

    private Gathered callOf(CallPart part) {
        for (Gathered call : calls.reversed()) {
            if (call.takes(part)) {
                return call;
            }
        }
        Gathered fresh = new Gathered(part);
        calls.add(fresh);
        return fresh;
    }
}

package weilu.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import weilu.id.MemberId;
import weilu.id.Seq;
import weilu.protocol.Answer;
import weilu.protocol.MemberView;
import weilu.protocol.MessageView;
import weilu.protocol.MessageView.Reaction;
import weilu.protocol.RoomEvent;
import weilu.protocol.RoomEvent.MessagePosted;
import weilu.protocol.RoomSnapshot;
import weilu.protocol.ServerFrame;
import weilu.protocol.ToolCall;

/** What a client makes of a snapshot and the events after it, with nothing but the protocol to go by. */
final class RoomModel {
    private RoomModel() {}

    static RoomSnapshot apply(RoomSnapshot before, List<ServerFrame.Event> events) {
        RoomSnapshot now = before;
        for (ServerFrame.Event event : events) {
            now = apply(now, event);
        }
        return now;
    }

    private static RoomSnapshot apply(RoomSnapshot before, ServerFrame.Event frame) {
        if (!frame.seq().equals(before.seq().next())) {
            throw new IllegalArgumentException("after " + before.seq() + " comes no " + frame.seq());
        }
        RoomSnapshot now = at(before, frame.seq());
        return switch (frame.event()) {
            case MessagePosted posted -> withMessages(now, append(now.messages(), posted(frame, posted)), now.pinned());
            case RoomEvent.MessageEdited edited -> change(now, edited.message(), message ->
                    said(message, edited.body(), edited.mentions(), frame));
            case RoomEvent.MessageRecalled recalled -> recall(now, recalled);
            case RoomEvent.ReactionChanged changed -> change(now, changed.message(), message ->
                    message.withReactions(react(message.reactions(), changed)));
            case RoomEvent.PinChanged changed -> pin(now, changed);
            case RoomEvent.ToolCallChanged changed -> change(now, changed.message(), message ->
                    called(message, changed, frame));
            case RoomEvent.RedPacketClaimed claimed -> change(now, claimed.message(), message -> message.redPacket() == null
                    ? message : message.withRedPacket(
                            message.redPacket().claimed(message.redPacket().claimed() + claimed.claims().size())));
            case RoomEvent.RedPacketEnded ended -> change(now, ended.message(), message -> message.redPacket() == null
                    ? message : message.withRedPacket(
                            message.redPacket().ended(ended.how(), ended.seed(), ended.bestLuck())));
            case RoomEvent.MemberJoined joined -> withMember(now, joined.member());
            case RoomEvent.MemberChanged changed -> withMember(now, changed.member());
            case RoomEvent.MemberLeft left -> now.members().stream().filter(one -> one.id().equals(left.member()))
                    .findFirst().map(member -> withMember(now, gone(member))).orElse(now);
            case RoomEvent.RoomChanged changed -> new RoomSnapshot(changed.room(), now.me(), now.members(), now.seq(),
                    now.messages(), now.hasEarlier(), now.pinned(), now.online(), now.reads(), now.rules());
            case RoomEvent.ConsentChanged changed -> ruled(now, new RoomSnapshot.RuleChange(
                    frame.seq(), frame.at(), changed.consent(), changed.noStore(), changed.by()));
        };
    }

    private static RoomSnapshot ruled(RoomSnapshot now, RoomSnapshot.RuleChange change) {
        List<RoomSnapshot.RuleChange> rules = new ArrayList<>(now.rules());
        rules.add(change);
        return new RoomSnapshot(now.room(), now.me(), now.members(), now.seq(), now.messages(), now.hasEarlier(), now.pinned(),
                now.online(), now.reads(), rules);
    }

    private static MessageView posted(ServerFrame.Event frame, MessagePosted posted) {
        return new MessageView(frame.seq(), posted.postedAt() == null ? frame.at() : posted.postedAt(), posted.author(),
                posted.clientMessageId(), posted.body(), posted.quote(), posted.mentions(), posted.attachments(),
                posted.importedAs(), posted.hops(), posted.answer(), null, posted.recalled() ? posted.author() : null,
                false, List.of()).withOrigin(posted.about(), posted.brought()).withRedPacket(posted.redPacket());
    }

    private static MessageView said(MessageView before, String body, List<MemberId> mentions, ServerFrame.Event frame) {
        return new MessageView(
                before.seq(), before.at(), before.author(), before.clientMessageId(), body, before.quote(), mentions,
                before.attachments(), before.importedAs(), before.hops(), before.answer(), frame.at(),
                before.recalledBy(), before.pinned(), before.reactions()).withOrigin(before.about(), before.brought())
                .withRedPacket(before.redPacket());
    }

    private static MessageView called(MessageView message, RoomEvent.ToolCallChanged changed, ServerFrame.Event frame) {
        if (message.answer() == null) {
            return message;
        }
        List<ToolCall> calls = message.answer().calls().stream().map(call -> call.id().equals(changed.call())
                ? call.becoming(changed.status(), changed.by(), frame.at()) : call).toList();
        return answering(message, message.answer().withCalls(calls));
    }

    private static MessageView answering(MessageView message, Answer answer) {
        return new MessageView(
                message.seq(), message.at(), message.author(), message.clientMessageId(), message.body(),
                message.quote(), message.mentions(), message.attachments(), message.importedAs(), message.hops(),
                answer, message.editedAt(), message.recalledBy(), message.pinned(), message.reactions())
                .withOrigin(message.about(), message.brought()).withRedPacket(message.redPacket());
    }

    /** The message loses all it said; answers lose what they quoted of it. */
    private static RoomSnapshot recall(RoomSnapshot now, RoomEvent.MessageRecalled recalled) {
        RoomSnapshot emptied = change(now, recalled.message(), message -> new MessageView(
                message.seq(), message.at(), message.author(), message.clientMessageId(), "", message.quote(),
                List.of(), List.of(), message.importedAs(), message.hops(), null, message.editedAt(), recalled.by(),
                false, List.of()));
        UnaryOperator<MessageView> withoutQuote = message -> withoutQuote(message, recalled.message());
        List<MessageView> pinned = emptied.pinned().stream()
                .filter(message -> !message.seq().equals(recalled.message())).map(withoutQuote).toList();
        return withMessages(emptied, emptied.messages().stream().map(withoutQuote).toList(), pinned);
    }

    private static MessageView withoutQuote(MessageView message, Seq recalled) {
        Optional<Answer> shorter = message.answer() == null
                ? Optional.empty() : AnswerCitations.without(message.answer(), recalled);
        return shorter.map(answer -> answering(message, answer)).orElse(message);
    }

    private static List<Reaction> react(List<Reaction> before, RoomEvent.ReactionChanged changed) {
        List<Reaction> after = new ArrayList<>();
        boolean isKnown = false;
        for (Reaction reaction : before) {
            List<MemberId> members = new ArrayList<>(reaction.members());
            if (reaction.emoji().equals(changed.emoji())) {
                isKnown = true;
                members.remove(changed.member());
                if (changed.on()) {
                    members.add(changed.member());
                }
            }
            if (!members.isEmpty()) {
                after.add(new Reaction(reaction.emoji(), List.copyOf(members)));
            }
        }
        if (!isKnown && changed.on()) {
            after.add(new Reaction(changed.emoji(), List.of(changed.member())));
        }
        return List.copyOf(after);
    }

    /** The last pinned comes first. */
    private static RoomSnapshot pin(RoomSnapshot before, RoomEvent.PinChanged changed) {
        RoomSnapshot now = change(before, changed.message(), message -> new MessageView(
                message.seq(), message.at(), message.author(), message.clientMessageId(), message.body(),
                message.quote(), message.mentions(), message.attachments(), message.importedAs(), message.hops(),
                message.answer(), message.editedAt(), message.recalledBy(), changed.pinned(), message.reactions())
                .withOrigin(message.about(), message.brought()).withRedPacket(message.redPacket()));
        List<MessageView> pinned = new ArrayList<>(now.pinned());
        pinned.removeIf(message -> message.seq().equals(changed.message()));
        if (changed.pinned()) {
            now.messages().stream().filter(message -> message.seq().equals(changed.message()))
                    .forEach(message -> pinned.add(0, message));
        }
        return withMessages(now, now.messages(), pinned);
    }

    private static MemberView gone(MemberView member) {
        return new MemberView(member.id(), member.kind(), member.displayName(), member.picture(), member.role(),
                member.mutedUntil(), false);
    }

    private static RoomSnapshot withMember(RoomSnapshot now, MemberView member) {
        List<MemberView> members = new ArrayList<>(now.members());
        int place = members.stream().map(MemberView::id).toList().indexOf(member.id());
        if (place < 0) {
            members.add(member);
        } else {
            members.set(place, member);
        }
        RoomSnapshot.Me me = member.id().equals(now.me().member())
                ? new RoomSnapshot.Me(member.id(), member.role(), now.me().notifyOf(), now.me().readSeq()) : now.me();
        return new RoomSnapshot(now.room(), me, members, now.seq(), now.messages(), now.hasEarlier(), now.pinned(),
                now.online(), now.reads(), now.rules());
    }

    private static RoomSnapshot change(RoomSnapshot now, Seq seq, UnaryOperator<MessageView> how) {
        UnaryOperator<MessageView> changed = message -> message.seq().equals(seq) ? how.apply(message) : message;
        return withMessages(
                now, now.messages().stream().map(changed).toList(), now.pinned().stream().map(changed).toList());
    }

    private static List<MessageView> append(List<MessageView> messages, MessageView message) {
        List<MessageView> all = new ArrayList<>(messages);
        all.add(message);
        return all;
    }

    private static RoomSnapshot withMessages(RoomSnapshot now, List<MessageView> messages, List<MessageView> pinned) {
        return new RoomSnapshot(now.room(), now.me(), now.members(), now.seq(), messages, now.hasEarlier(), pinned,
                now.online(), now.reads(), now.rules());
    }

    private static RoomSnapshot at(RoomSnapshot now, Seq seq) {
        return new RoomSnapshot(now.room(), now.me(), now.members(), seq, now.messages(), now.hasEarlier(),
                now.pinned(), now.online(), now.reads(), now.rules());
    }
}

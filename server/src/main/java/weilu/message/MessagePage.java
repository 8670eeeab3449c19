package weilu.message;

import java.util.List;
import weilu.protocol.MessageView;

/** Messages in seq order, and whether the room holds some before and after them. */
public record MessagePage(List<MessageView> messages, boolean hasEarlier, boolean hasLater) {
    public MessagePage {
        messages = List.copyOf(messages);
    }
}

package weilu.conversation;

import weilu.id.ModelId;

/**
 * What a person chose for one conversation.
 *
 * @param model which model answers, or null: automatic
 * @param thinking whether it thinks before it answers (深度思考), where it can
 */
public record Choice(ModelId model, boolean thinking) {
    public static final Choice AUTOMATIC = new Choice(null, false);
}

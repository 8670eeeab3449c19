package weilu.turn;

import java.time.Duration;
import weilu.id.MemberId;

/**
 * All that decides whether an agent acts on a message; nothing else does.
 *
 * @param chain what agents have said since a person asked
 * @param load what was done of late; {@link TriggerLoad#NONE} until it matters
 */
record TriggerSituation(MemberId agent, Said said, Standing standing, ChainSoFar chain, TriggerLoad load) {

    /**
     * The message.
     *
     * @param hops agent replies since a person last spoke
     * @param mentions it names the agent
     * @param quotes it quotes one of the agent's messages
     * @param addressesOthers it names or quotes somebody else
     * @param followsUp it goes on with what the agent has just answered its author
     * @param keyword it has one of the agent's keywords in it
     * @param asks it reads as a question
     * @param roundTable it asks several agents at once, for one answer each
     * @param substantial it is more than a greeting or a sign of life
     * @param came whether it is no message, but somebody who comes in
     * @param passedOn the host passes its question on to the agent with it
     */
    record Said(
            MemberId author, boolean byAgent, int hops, boolean mentions, boolean quotes, boolean addressesOthers,
            boolean followsUp, boolean keyword, boolean asks, boolean roundTable, boolean substantial, boolean recalled,
            boolean imported, Duration age, Came came, boolean passedOn) {
        /** Somebody comes in; nothing is said. */
        static Said arrival(MemberId who, boolean agent, Came came, Duration age) {
            return new Said(who, agent, 0, false, false, false, false, false, false, false, false, false, false, age, came,
                    false);
        }

        /** An agent passes a question on; nothing else is said. */
        static Said passedBy(MemberId agent, int hops) {
            return new Said(agent, true, hops, true, false, false, false, false, false, false, false, false, false,
                    Duration.ZERO, Came.NOT, true);
        }

        boolean isArrival() {
            return came == Came.NEW || came == Came.AGAIN;
        }
    }

    /** Whether somebody comes in, and whether they were greeted within a day; or a time has come. */
    enum Came { NOT, NEW, AGAIN, CLOCK }

    /**
     * The agent in its room.
     *
     * @param cameLater it was not in the room yet when the message was posted
     * @param direct the room is a direct room with it
     * @param quiet these are its quiet hours
     * @param greets it greets whoever comes in
     */
    record Standing(
            Manner manner, boolean cameLater, boolean direct, boolean archived, boolean muted, boolean quiet, boolean greets) {}

    TriggerSituation with(TriggerLoad found) {
        return new TriggerSituation(agent, said, standing, chain, found);
    }
}

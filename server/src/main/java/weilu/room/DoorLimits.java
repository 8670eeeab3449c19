package weilu.room;

import java.time.Clock;
import weilu.account.AttemptBuckets;
import weilu.account.AttemptLimits.Allowance;
import weilu.id.AccountId;

/** How often a room's doors may be tried, so that nobody finds rooms by trying all numbers or likely phrases. */
public final class DoorLimits {
    /**
     * How many tries there are. A network's are many more than an account's: a whole class may sit behind one address.
     *
     * @param numbers numbers one account tries
     * @param phrases phrases one account tries
     * @param numbersFromPlace numbers tried from one network
     * @param phrasesFromPlace phrases tried from one network
     * @param linksFromPlace links looked at from one network, signed in or not
     * @param directs direct rooms one account opens, new or known
     */
    public record Sizes(
            Allowance numbers, Allowance phrases, Allowance numbersFromPlace, Allowance phrasesFromPlace,
            Allowance linksFromPlace, Allowance directs) {}

    private final AttemptBuckets numbers;
    private final AttemptBuckets phrases;
    private final AttemptBuckets numbersFromPlace;
    private final AttemptBuckets phrasesFromPlace;
    private final AttemptBuckets linksFromPlace;
    private final AttemptBuckets directs;

    public DoorLimits(Sizes sizes, Clock clock) {
        numbers = new AttemptBuckets(sizes.numbers(), clock);
        phrases = new AttemptBuckets(sizes.phrases(), clock);
        numbersFromPlace = new AttemptBuckets(sizes.numbersFromPlace(), clock);
        phrasesFromPlace = new AttemptBuckets(sizes.phrasesFromPlace(), clock);
        linksFromPlace = new AttemptBuckets(sizes.linksFromPlace(), clock);
        directs = new AttemptBuckets(sizes.directs(), clock);
    }

    /** Counts one try of a number, whether it leads anywhere or not; refuses RATE_LIMITED. */
    public void countNumber(AccountId account, String place) {
        numbers.take(account.toString());
        numbersFromPlace.take(place);
    }

    /** Counts one try of a phrase, and one wish for a new one, which also tells whether it is in use. */
    public void countPhrase(AccountId account, String place) {
        phrases.take(account.toString());
        phrasesFromPlace.take(place);
    }

    /** Counts one opening of a direct room, so that nobody goes through a big room and knocks at everybody. */
    public void countDirect(AccountId account) {
        directs.take(account.toString());
    }

    public void countLink(String place) {
        linksFromPlace.take(place);
    }
}

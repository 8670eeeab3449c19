package weilu.knowledge;

import java.time.Instant;
import weilu.id.MemberId;
import weilu.id.Seq;

/**
 * A message as the engines read it.
 *
 * @param name who said it, as shown (the imported name for an imported message)
 * @param body its text as it stands now; never blank
 */
public record Said(Seq seq, MemberId author, String name, Instant at, String body) {}

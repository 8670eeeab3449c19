/**
 * Typed ids. They know nothing of the rest of the product, so every package may use them.
 *
 * <ul>
 *   <li>ID1. A numeric id is a whole number from 1 to 2^53 − 1, so that a browser holds it exactly.
 *   <li>ID2. A room's id is its public nine-digit number; a message's id is its {@link weilu.id.Seq} in its room.
 *   <li>ID3. An id given in words that are not an id is an {@link IllegalArgumentException}, never a null.
 * </ul>
 */
package weilu.id;

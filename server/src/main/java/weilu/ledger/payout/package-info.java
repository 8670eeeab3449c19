/**
 * How an operator with a licence would have coins paid out by somebody outside. Nothing of it is connected: coins have no money
 * value unless somebody writes the line that gives them one, and answers for it.
 *
 * <ul>
 *   <li>PO1. Coins are reserved before the provider is asked, and posted or given back only when it has said what it did.
 *   <li>PO2. The provider is asked under one id, again and again if need be: it pays once.
 *   <li>PO3. An answer that was lost is asked for later; until then the coins stay reserved, for nobody knows.
 *   <li>PO4. No transaction is open while the provider is asked.
 * </ul>
 */
package weilu.ledger.payout;

/** What has no shape of its own: joiners, direction marks, tags, private and unassigned characters, controls. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cn}]|(?![\n\t])\p{Cc}/gu;

/** A stranger's words with what cannot be seen spelled out, so that nobody approves what they did not read. */
export function plainly(words: string): string {
  return words.replace(UNSEEN, (unseen) => `⟦U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`);
}

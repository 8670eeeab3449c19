import type { RedPacketOutcome } from '../protocol/views';
import type { redPacketWords } from './words';

type Words = (typeof redPacketWords)['zh-CN'] | (typeof redPacketWords)['en'];

/** What to say about having got nothing; the rest needs no sentence. */
export function outcomeSentence(outcome: RedPacketOutcome | 'failed', words: Words): string {
  switch (outcome) {
    case 'wrong_passphrase':
      return words.wrong;
    case 'not_for_you':
      return words.notForYou;
    case 'not_member':
      return words.notMember;
    case 'muted':
      return words.muted;
    case 'too_many_today':
      return words.tooMany;
    case 'exhausted':
      return words.tooLate;
    case 'expired':
      return words.over;
    case 'failed':
      return words.failed;
    case 'claimed':
    case 'already_claimed':
      return '';
  }
}

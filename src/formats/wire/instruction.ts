import type { WireInstruction } from './wire-item.ts';

/**
 * What one word of a status, a signal or an instruction asks for, in the dialects of all formats; undefined for words that ask
 * for nothing (`picture`, `atomic`). Letter case, blanks and hyphens do not count.
 */
export function instructionOf(word: string): WireInstruction | undefined {
  return WORDS.get(
    word
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_-]+/g, ''),
  );
}

const WORDS: ReadonlyMap<string, WireInstruction> = new Map([
  ...all(
    'kill',
    'kill killed kills cancel canceled cancelled cancellation delete deleted remove removed retract retraction retracted withdraw withdrawn withdrawal eliminate storno storniert annule annulation mandatorykill',
  ),
  ...all('withhold', 'withhold withheld hold held onhold'),
  ...all(
    'correct',
    'correct corrected correction corrections corrective rectification rectificatif berichtigung',
  ),
  ...all(
    'update',
    'update updated updates replace replaced replacement rewrite writethru writethrough lead sub substitute revision rectify',
  ),
  ...all('repeat', 'repeat repeated repetition resend resent repetition'),
  ...all('advise', 'advisory advise'),
]);

function all(instruction: WireInstruction, list: string): readonly (readonly [string, WireInstruction])[] {
  return list.split(' ').map((word) => [word, instruction]);
}

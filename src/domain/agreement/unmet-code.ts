import { UNMET_CODES, type Outcome, type TraceLine, type UnmetCode } from './decision.ts';

/** The reason that a term at this place gives when it is not satisfied. */
export function unmetCode(
  place: TraceLine['place'],
  operand: TraceLine['operand'],
  outcome: Outcome,
): UnmetCode | `${UnmetCode}.unknown` {
  const text = `${place}.${operand === 'targetLanguage' ? 'language' : operand}`;
  const code = UNMET_CODES.find((one) => one === text);
  if (!code) throw new Error(`no reason code for ${text}`);
  return outcome === 'unknown' ? `${code}.unknown` : code;
}

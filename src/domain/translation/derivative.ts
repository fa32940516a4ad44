import { isAdaptation, wordsExtracted } from './adaptation.ts';
import type { Translation } from './translation.ts';

/**
 * What was made of a story: its text in another language, edited in its own, or shortened to parts of it as they stand; `crop` is a part of a
 * picture. Nothing of these is a copy as it came.
 */
export const DERIVATIVES = ['translation', 'adaptation', 'extract', 'crop'] as const;
export type Derivative = (typeof DERIVATIVES)[number];

export function derivativeOf(made: Translation): Derivative {
  if (!isAdaptation(made)) return 'translation';
  return wordsExtracted(made) === undefined ? 'adaptation' : 'extract';
}

/** Undefined for whatever else a later version may say. */
export function toDerivative(text: string): Derivative | undefined {
  return DERIVATIVES.find((one) => one === text);
}

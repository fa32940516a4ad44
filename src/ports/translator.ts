import type { Result } from '#kernel/result.ts';
import type { ServiceRefusal } from './service-refusal.ts';

/** A service that translates by machine. What it gives is searched, and shown to nobody as a text. */
export type Translator = {
  /** Under what name its translations are kept; another one translates anew. */
  readonly engine: string;
  /** On a host of our own network, which the configuration names: what it is told does not leave the house. */
  readonly isInHouse: boolean;
  /** In the order of the texts; all or none, within the time said, in milliseconds. Languages are BCP 47. */
  translate(
    texts: readonly string[],
    languages: { readonly from: string; readonly to: string },
    withinMs: number,
  ): Promise<Result<readonly string[], ServiceRefusal>>;
};

import type { Near } from '#domain/search/near.ts';
import type { Result } from '#kernel/result.ts';
import type { ServiceRefusal } from './service-refusal.ts';

/** A service that says where in the space of its model texts lie. */
export type Embedder = {
  readonly model: string;
  /** On a host of our own network, which the configuration names: what it is told does not leave the house. */
  readonly isInHouse: boolean;
  /** In the order of the texts; all or none, within the time said, in milliseconds. */
  embed(texts: readonly string[], withinMs: number): Promise<Result<readonly Near[], ServiceRefusal>>;
};

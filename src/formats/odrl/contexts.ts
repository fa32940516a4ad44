import type { JsonObject } from '#kernel/json.ts';
import odrl from './odrl-context.json' with { type: 'json' };
import pactwire from './pactwire-context.json' with { type: 'json' };
import { CONTEXT } from './profile.ts';

/** One JSON-LD context that an agreement is read by. */
export type ShippedContext = {
  /** As documents name it. */
  readonly url: string;
  /** As a node serves it, below `/contexts/`. */
  readonly name: string;
  readonly document: JsonObject;
};

const [ODRL, PACTWIRE] = CONTEXT;

/**
 * Every context that our documents name, in the order in which they count. With these two and no network an agreement is RDF:
 * ODRL's as W3C publishes it, and ours after it, which also mends `neq` (the copy here maps it to `odrl:neg`, which is no term of ODRL).
 */
export const CONTEXTS: readonly ShippedContext[] = [
  { url: ODRL, name: 'odrl.jsonld', document: odrl },
  { url: PACTWIRE, name: 'pactwire-1.jsonld', document: pactwire },
];

import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '#kernel/json.ts';
import type { Hands } from './hands.ts';
import type { Peer } from './peer.ts';
import type { PeerServer } from './peer-server.ts';
import { codeOf, pause, type Answer } from './tested-node.ts';
import { told } from './told.ts';

/** What the checks of one run share. */
export type Run = {
  /** Where the tested node is. */
  readonly origin: string;
  /** Its agency that the peers speak with, and the keys that it publishes: kid → x. */
  node: {
    readonly did: string;
    readonly signs: ReadonlyMap<string, string>;
    readonly calls: ReadonlyMap<string, string>;
  };
  /** DID of the agency to be tested; the first of the node, if not said. */
  readonly wanted?: string;
  readonly server: PeerServer;
  /** With an agreement in force. */
  readonly main: Peer;
  /** Trusted, and lies about what it said before. */
  readonly forking: Peer;
  /** Trusted, and signs a head over what it never said. */
  readonly turning: Peer;
  /** Trusted, and answers without an end. */
  readonly slow: Peer;
  /** Trusted, and changes its keys. */
  readonly changing: Peer;
  /** Trusted, and claims to hold what was never written. */
  readonly ahead: Peer;
  /** Nobody trusts it. */
  readonly stranger: Peer;
  /** A story of the tested node that was offered to the main peer. */
  story?: { readonly entry: JsonObject; readonly object: JsonObject; readonly blob?: string };
  readonly patienceMs: number;
  readonly hands?: Hands;
};

/** One demand of the specification, and how it is looked at from outside. */
export type Check = {
  readonly id: string;
  /** The section of pxp-1.md that it proves. */
  readonly section: string;
  readonly says: string;
  /** What was seen; throws `Unlike` where it is not what the specification says. */
  readonly run: (run: Run) => Promise<string>;
};

/** The tested node does not do what the specification says. */
export class Unlike extends Error {
  constructor(seen: string) {
    super(seen);
    this.name = 'Unlike';
  }
}

export function demand(holds: boolean, seen: string): asserts holds {
  if (!holds) throw new Unlike(seen);
}

/** A refusal as RFC 9457 and the specification shape it. */
export function demandProblem(answer: Answer, status: number, ...codes: readonly string[]): string {
  const code = codeOf(answer);
  const seen = `${answer.status} ${code === undefined ? 'without a code' : told(code)}`;
  demand(answer.status === status, `${seen}, not ${status} ${codes.join(' or ')}`);
  demand(typeof code === 'string' && codes.includes(code), `${seen}, not ${codes.join(' or ')}`);
  const type = answer.headers.get('content-type') ?? 'nothing';
  demand(/^application\/problem\+json\b/.test(type), `${seen} as ${type}, not application/problem+json`);
  const { type: name, title, status: said } = answer.json;
  demand(typeof name === 'string' && typeof title === 'string', `${seen} without type or title`);
  demand(said === status, `the document says status ${told(said)} and the answer is ${status}`);
  return seen;
}

/** Two refusals that must not be told apart: all but what names the single answer. */
export function demandAlike(one: Answer, other: Answer): void {
  const [first, second] = [one, other].map(({ status, json }) => {
    const { instance: _instance, ...rest } = json;
    return { status, ...rest };
  });
  demand(isDeepStrictEqual(first, second), `${JSON.stringify(first)} differs from ${JSON.stringify(second)}`);
}

const LOOK_EVERY_MS = 25;

/** Looks until there is something to see. */
export async function until<T>(
  what: string,
  patienceMs: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await pause(LOOK_EVERY_MS);
  }
  throw new Unlike(`not seen within ${Math.round(patienceMs / 1000)} s: ${what}`);
}

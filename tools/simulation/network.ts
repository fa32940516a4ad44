import { createHash } from 'node:crypto';
import { accept, refuse } from '#kernel/result.ts';
import type { FetchRequest, GuardedFetch } from '#ports/fetch.ts';
import type { RequestParts } from '#formats/envelope/http-message.ts';
import type { Answer } from './answer-request.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** Probabilities of one run; in a quiet time all are nothing. */
export type NetworkFaults = {
  readonly drop: number;
  readonly duplicate: number;
  /** Of a message that takes up to `longestMs` instead of some milliseconds. */
  readonly late: number;
  readonly longestMs: number;
  /** Of one bit of an answer being another. */
  readonly flip: number;
};

export const QUIET: NetworkFaults = { drop: 0, duplicate: 0, late: 0, longestMs: 0, flip: 0 };

/** Somebody who answers at an address. */
export type Host = {
  readonly name: string;
  readonly isUp: () => boolean;
  /** Never settles when the process ends meanwhile. */
  readonly serve: (request: RequestParts) => Promise<Answer>;
};

/** Everything that was asked and answered, for whoever judges the run. */
export type Heard = (call: {
  readonly from: string;
  readonly to: string;
  readonly request: RequestParts;
  readonly answer: Answer;
}) => void;

export type Network = {
  readonly hosts: Map<string, Host>;
  readonly heard: Heard[];
  faults: NetworkFaults;
  /** One way only: `from to`. */
  readonly cut: Set<string>;
  fetchFor(from: string): GuardedFetch;
  /** Calls that are at this host end with its process. */
  hangUp(host: string): void;
};

const LONGEST_CALL_MS = 30_000;

export function makeNetwork(scheduler: Scheduler, random: Random): Network {
  const underway: Underway = new Map();
  const network: Network = {
    hosts: new Map(),
    heard: [],
    faults: QUIET,
    cut: new Set(),
    hangUp(host) {
      const calls = underway.get(host);
      underway.delete(host);
      for (const fail of calls ?? []) scheduler.plan(random.between(1, 50), `${host} hangs up`, fail);
    },
    fetchFor: (from) => (request) =>
      new Promise((resolve) => {
        const to = network.hosts.get(new URL(request.url).origin);
        const call = begin(scheduler, { from, to, request, resolve });
        if (!to) return call.fail();
        const wires = { scheduler, random, network, underway };
        send(wires, { ...call, to });
        if (random.chance(network.faults.duplicate))
          send(wires, { ...call, to, fail: ignored, gave: ignored });
      }),
  };
  return network;
}

/** What ends the calls that are at a host. */
type Underway = Map<string, Set<() => void>>;

type Wires = {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly network: Network;
  readonly underway: Underway;
};

type Call = {
  readonly from: string;
  readonly to: Host;
  readonly parts: RequestParts;
  readonly fail: () => void;
  readonly gave: (answer: Answer) => void;
};

/** Of a message that the network doubled nobody waits for the answer. */
function ignored(): void {}

type Fetched = Awaited<ReturnType<GuardedFetch>>;

/** A call ends once: with an answer, with a failure, or when its time is over. */
function begin(
  scheduler: Scheduler,
  of: {
    readonly from: string;
    readonly to: Host | undefined;
    readonly request: FetchRequest;
    readonly resolve: (fetched: Fetched) => void;
  },
): Omit<Call, 'to'> {
  const { from, request, resolve } = of;
  const { url, limits } = request;
  let isOver = false;
  const end = (fetched: Fetched): void => {
    if (isOver) return;
    isOver = true;
    timeout.cancel();
    resolve(fetched);
  };
  const fail = (detail: string): void => end(refuse({ code: 'connection-failed', url, detail }));
  const what = `${from} gives up ${new URL(url).pathname}`;
  const timeout = scheduler.plan(limits?.totalMs ?? LONGEST_CALL_MS, what, () => fail('no answer'));
  return {
    from,
    parts: partsOf(request),
    fail: () => fail(of.to ? 'cut off' : 'nobody lives there'),
    gave: ({ status, body }) => end(accept({ status, headers: {}, body, url })),
  };
}

function send(wires: Wires, call: Call): void {
  const { scheduler, random, network, underway } = wires;
  const { from, to, parts } = call;
  if (random.chance(network.faults.drop)) return;
  scheduler.plan(delay(wires), `${from} asks ${to.name} ${parts.method} ${pathOf(parts)}`, () => {
    if (network.cut.has(`${from} ${to.name}`)) return;
    if (!to.isUp()) return call.fail();
    const calls = underway.get(to.name) ?? new Set();
    underway.set(to.name, calls.add(call.fail));
    void to.serve(parts).then((answer) => {
      calls.delete(call.fail);
      for (const listen of network.heard) listen({ from, to: to.name, request: parts, answer });
      giveBack(wires, call, answer);
    });
  });
}

function giveBack(wires: Wires, { from, to, parts, gave }: Call, answer: Answer): void {
  const { scheduler, random, network } = wires;
  if (random.chance(network.faults.drop)) return;
  const body = random.chance(network.faults.flip) ? flipped(random, answer.body) : answer.body;
  const named = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  const what = `${to.name} answers ${from} ${answer.status} ${named} to ${pathOf(parts)}`;
  scheduler.plan(delay(wires), what, () => {
    if (!network.cut.has(`${to.name} ${from}`)) gave({ ...answer, body });
  });
}

function delay({ random, network }: Wires): number {
  const { late, longestMs } = network.faults;
  return random.chance(late) ? random.between(1, longestMs) : random.between(1, 80);
}

function flipped(random: Random, body: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(body);
  const at = random.between(0, Math.max(0, copy.length - 1));
  copy[at] = (copy[at] ?? 0) ^ (1 << random.between(0, 7));
  return copy;
}

function partsOf({ method, url, headers = {}, body }: FetchRequest): RequestParts {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return { method, targetUri: url, headers, ...(bytes ? { body: bytes } : {}) };
}

function pathOf({ targetUri }: RequestParts): string {
  const { pathname, search } = new URL(targetUri);
  return `${pathname.slice('/pxp/v1/'.length)}${search}`;
}

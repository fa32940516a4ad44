import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { demand, demandProblem, type Check, type Run } from '../check.ts';
import { channelOf, digestOf } from '../keys.ts';
import { untilHeld } from '../lead-reader.ts';
import { headOf, killOf, newGuid, nextPayload, signEntry, wake, type Peer, type Written } from '../peer.ts';
import { receiptsFor, statesFor } from '../read-channel.ts';
import { ask, type Answer } from '../tested-node.ts';
import { told } from '../told.ts';

export const DEPOSITS: readonly Check[] = [
  {
    id: 'deposit.begin',
    section: 'Endpoints',
    says: 'a publisher hears how far its channel is held, and its own entries to the letter',
    async run(run) {
      const { main } = run;
      await untilHeld(run, main, main.written.length);
      const last = main.written.at(-1);
      const after = main.written.length - 1;
      const answer = await ask(run.origin, main, {
        path: ownChannel(run, main, `entries?epoch=1&after=${after}`),
      });
      demand(answer.status === 200, `its own channel is answered ${answer.status}`);
      demandCursor(answer.json, main.written);
      const { entries } = answer.json;
      demand(Array.isArray(entries) && entries.length === 1, `after ${after} come ${told(entries)}`);
      demand(entries[0] === last?.jws, 'the last entry is not what was written');
      return `held up to ${main.written.length}`;
    },
  },
  {
    id: 'deposit.taken',
    section: 'Deposit',
    says: 'what a partner brings that nobody reaches is taken in as if it had been read, and answered',
    run: (run) =>
      whileAway(run, async () => {
        const kill = sayNext(run, killOf(newGuid()));
        const answer = await bring(run, { entries: [kill] });
        demand(answer.status === 200, `a deposit is answered ${answer.status}`);
        demandCursor(answer.json, run.main.written);
        demand(Array.isArray(answer.json['wanted']), 'it does not say what it waits for');
        return (await statesFor(run, run.main, kill.hash)).join(', ');
      }),
  },
  {
    id: 'deposit.repeat',
    section: 'Deposit',
    says: 'what comes again has no second effect',
    run: (run) =>
      whileAway(run, async () => {
        const [first, second] = [sayNext(run, killOf(newGuid())), sayNext(run, killOf(newGuid()))];
        for (const entries of [[first], [first], [first, second]]) {
          const { status } = await bring(run, { entries });
          demand(status === 200, `a deposit that comes again is answered ${status}`);
        }
        const states = await statesFor(run, run.main, second.hash);
        const again = await receiptsFor(run, run.main, first.hash);
        demand(again.length === states.length, `it was answered ${again.length} times`);
        return 'answered once';
      }),
  },
  {
    id: 'deposit.gap',
    section: 'Deposit',
    says: 'what does not continue the channel is refused, with the place where it stands',
    run: (run) =>
      whileAway(run, async () => {
        const { main, node } = run;
        const far = signEntry(main, {
          ...nextPayload(main, node.did, killOf(newGuid())),
          seq: main.written.length + 2,
        });
        const answer = await bring(run, { entries: [far] });
        const seen = demandProblem(answer, 409, 'deposit-refused');
        demandCursor(factsOf(answer), main.written);
        return seen;
      }),
  },
  {
    id: 'deposit.part',
    section: 'Deposit',
    says: 'what came before an entry that cannot be taken in counts',
    run: (run) =>
      whileAway(run, async () => {
        const kill = sayNext(run, killOf(newGuid()));
        const { jws } = signEntry(run.main, nextPayload(run.main, run.node.did, killOf(newGuid())));
        const answer = await bring(run, {
          entries: [kill, { jws: `${jws.slice(0, -86)}${'A'.repeat(86)}` }],
        });
        const seen = demandProblem(answer, 409, 'deposit-refused');
        demandCursor(factsOf(answer), run.main.written);
        return `${seen}; ${(await statesFor(run, run.main, kill.hash)).join(', ')}`;
      }),
  },
  {
    id: 'deposit.wanted',
    section: 'Deposit',
    says: 'a text that is missing is named, and no more once it was brought',
    run: (run) =>
      whileAway(run, async () => {
        const { main } = run;
        const text = JSON.stringify({ what: 'is brought later', drawn: newGuid() });
        const digest = digestOf(text);
        const guid = newGuid();
        const obj = { digest, size: text.length, mediaType: 'application/vnd.iptc.ninjs+json' };
        const offer = sayNext(run, { type: 'item.offered', subj: guid, obj, data: { guid, version: 1 } });
        const before = wantedIn(await bring(run, { entries: [offer] }));
        demand(before.includes(digest), `it waits for ${told(before)}`);
        const after = wantedIn(await bring(run, { entries: [], objects: [text] }));
        demand(!after.includes(digest), 'it waits for what it was brought');
        return `${main.written.length} entries, and the text`;
      }),
  },
  {
    id: 'deposit.unasked',
    section: 'Deposit',
    says: 'a picture that nobody there waits for is not taken, not even the beginning of it',
    async run(run) {
      const body = `GIF89a ${newGuid()}`;
      const path = ownChannel(run, run.main, `blobs/${digestOf(body)}?size=${body.length}&at=0`);
      const headers = { 'content-type': 'application/octet-stream' };
      const begun = await ask(run.origin, run.main, { method: 'PUT', path, headers, body });
      return demandProblem(begun, 404, 'object-unknown');
    },
  },
  {
    id: 'deposit.foreign',
    section: 'Deposit',
    says: 'nobody brings another’s channel: it is answered as one that does not exist',
    async run(run) {
      const { main, forking } = run;
      const body = JSON.stringify({ head: headOf(forking, run.node.did), entries: [] });
      const path = ownChannel(run, forking, 'entries');
      const answer = await ask(run.origin, main, { method: 'POST', path, body });
      return demandProblem(answer, 404, 'channel-unknown');
    },
  },
];

function ownChannel(run: Run, peer: Peer, rest: string): string {
  return `/pxp/v1/channels/${channelOf(peer.did, run.node.did)}/${rest}`;
}

/** The main peer cannot be asked while something is done, so that only a deposit can have brought it. */
export async function whileAway(run: Run, act: () => Promise<string>): Promise<string> {
  const { main } = run;
  await untilHeld(run, main, main.written.length);
  main.isAway = true;
  wake(main);
  try {
    return await act();
  } finally {
    main.isAway = false;
    await untilHeld(run, main, main.written.length);
  }
}

/** The next honest entry of the main peer. */
export function sayNext(run: Run, said: Parameters<typeof nextPayload>[2]): Written {
  const entry = signEntry(run.main, nextPayload(run.main, run.node.did, said));
  run.main.written.push(entry);
  return entry;
}

type Brought = {
  readonly entries: readonly Pick<Written, 'jws'>[];
  readonly objects?: readonly string[];
};

function bring(run: Run, { entries, objects }: Brought): Promise<Answer> {
  const body = JSON.stringify({
    head: headOf(run.main, run.node.did),
    entries: entries.map(({ jws }) => jws),
    ...(objects ? { objects } : {}),
  });
  return ask(run.origin, run.main, { method: 'POST', path: ownChannel(run, run.main, 'entries'), body });
}

/** Asked by its publisher, the node says that it holds what was written, and nothing else. */
export async function demandHeld(run: Run): Promise<void> {
  const { main } = run;
  const answer = await ask(run.origin, main, { path: ownChannel(run, main, 'entries?epoch=1&after=0') });
  demand(answer.status === 200, `its own channel is answered ${answer.status}`);
  demandCursor(answer.json, main.written);
}

function factsOf({ json: { facts } }: Answer): JsonObject {
  return isJsonObject(facts) ? facts : {};
}

function demandCursor({ cursor }: JsonObject, written: readonly Written[]): void {
  demand(isJsonObject(cursor), 'there is no cursor');
  const { epoch, seq, hash } = cursor;
  const isThere = epoch === 1 && seq === written.length && hash === written.at(-1)?.hash;
  demand(isThere, `the cursor is ${told(cursor)}, and the channel goes to ${written.length}`);
}

function wantedIn({ status, json: { wanted } }: Answer): readonly unknown[] {
  demand(status === 200 && Array.isArray(wanted), `a deposit is answered ${status}, ${told(wanted)}`);
  return wanted;
}

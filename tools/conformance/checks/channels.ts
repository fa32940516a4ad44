import { demand, demandAlike, demandProblem, type Check, type Run } from '../check.ts';
import { told } from '../told.ts';
import { channelOf } from '../keys.ts';
import { hintUntil } from '../lead-reader.ts';
import { killOf, newGuid, write } from '../peer.ts';
import { channelPath, openHead, openPage, readAll, readPage } from '../read-channel.ts';
import { ask, callAs, pause, type Answer } from '../tested-node.ts';

export const CHANNELS: readonly Check[] = [
  {
    id: 'channel.chain',
    section: 'The chain',
    says: 'entries are dense, chained, addressed to the reader, and verify to the letter',
    async run(run) {
      const entries = await readAll(run, run.main);
      demand(entries.length > 0, 'the channel is empty');
      const ids = new Set(entries.map(({ payload }) => payload['id']));
      demand(ids.size === entries.length, 'an id stands twice');
      for (const [index, { payload }] of entries.entries()) {
        const { v, ch, epoch, seq, prev, iss, aud, type, time } = payload;
        const at = `entry ${index + 1}`;
        demand(
          v === 1 && epoch === 1 && seq === index + 1,
          `${at} is ${told(v)}/${told(epoch)}/${told(seq)}`,
        );
        demand(prev === (entries[index - 1]?.hash ?? null), `${at} follows ${told(prev)}`);
        demand(ch === channelOf(run.node.did, run.main.did), `${at} stands in ${told(ch)}`);
        demand(iss === run.node.did && aud === run.main.did, `${at} is from ${told(iss)} to ${told(aud)}`);
        demand(
          typeof time === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time),
          `${at}: time`,
        );
        if (index === 0) demand(type === 'channel.opened', `${at} is ${told(type)}`);
      }
      return `${entries.length} entries`;
    },
  },
  {
    id: 'channel.head',
    section: 'Head',
    says: 'the head is signed and names the last entry',
    async run(run) {
      const { json } = await ask(run.origin, run.main, { path: channelPath(run, run.main, 'head') });
      const { head } = json;
      demand(typeof head === 'string', 'no head');
      const opened = openHead(run, head);
      const entries = await readAll(run, run.main);
      const named = entries.find(({ payload }) => payload['seq'] === opened['seq']);
      demand(
        named !== undefined && named.hash === opened['hash'],
        'the head names another entry than is served',
      );
      const ageMs = Date.now() - Date.parse(told(opened['asOf']));
      demand(Math.abs(ageMs) < 300_000, `asOf is ${told(opened['asOf'])}`);
      return `seq ${told(opened['seq'])}`;
    },
  },
  {
    id: 'channel.page',
    section: 'Endpoints',
    says: 'after gives what follows, limit bounds it, more says whether there is more',
    async run(run) {
      const all = await readAll(run, run.main);
      demand(all.length >= 2, 'the channel is too short to page');
      const first = await readPage(run, run.main, 'epoch=1&after=0&limit=1');
      demand(first.entries.length === 1 && first.more, 'limit=1 gives not one entry and more');
      const second = await readPage(run, run.main, 'epoch=1&after=1&limit=1');
      demand(second.entries[0]?.hash === all[1]?.hash, 'after=1 does not give entry 2');
      const end = await readPage(run, run.main, `epoch=1&after=${all.length - 1}&limit=1000`);
      demand(!end.more && end.entries.length >= 1, 'the last page promises more');
      return `${all.length} entries, one by one the same`;
    },
  },
  {
    id: 'channel.verbatim',
    section: 'Entry',
    says: 'an entry is served to the letter, each time',
    async run(run) {
      const [one, other] = [await readAll(run, run.main), await readAll(run, run.main)];
      demand(
        one.every(({ jws }, index) => jws === other[index]?.jws),
        'the same entry was served in two ways',
      );
      return `${one.length} entries`;
    },
  },
  {
    id: 'channel.long-poll',
    section: 'Endpoints',
    says: 'with nothing there the answer waits, and comes when something is written',
    async run(run) {
      const waiting = await holdPoll(run);
      write(run.main, run.node.did, killOf(newGuid()));
      const read = hintUntil(run, run.main, 'the probe is read', () =>
        run.main.asks.some(({ after }) => after >= run.main.written.length) ? true : undefined,
      );
      const [answer] = await Promise.all([waiting.answer, read]);
      demand(answer.status === 200, `answered ${answer.status}`);
      const page = openPage(run, answer);
      demand(page.entries.length > 0, 'the answer came without what was written meanwhile');
      return `${page.entries.length} entries while it waited`;
    },
  },
  {
    id: 'channel.unknown',
    section: 'Endpoints',
    says: 'somebody else’s channel is answered like one that does not exist',
    async run(run) {
      for (const rest of ['head', 'entries?epoch=1&after=0']) {
        const foreign = await callAs(run.origin, run.main, { path: channelPath(run, run.forking, rest) });
        const none = await callAs(run.origin, run.main, {
          path: `/pxp/v1/channels/ch_${'A'.repeat(32)}/${rest}`,
        });
        demandProblem(foreign, 404, 'channel-unknown');
        demandAlike(foreign, none);
      }
      return '404 channel-unknown';
    },
  },
  {
    id: 'cursor.kept',
    section: 'Endpoints',
    says: 'a cursor is taken, and taken again',
    async run(run) {
      const entries = await readAll(run, run.main);
      const cursor = { epoch: 1, seq: entries.length, hash: entries.at(-1)?.hash ?? '' };
      const [one, other] = [await putCursor(run, cursor), await putCursor(run, cursor)];
      demand(one.status === 200 && other.status === 200, `answered ${one.status} and ${other.status}`);
      return `200 twice at ${entries.length}`;
    },
  },
  {
    id: 'cursor.future',
    section: 'Problems',
    says: 'a reader that holds more than the writer is told so',
    async run(run) {
      // A node that believes it writes nothing more to this reader, so it is one that no other check reads from.
      const reader = run.ahead;
      const seq = (await readAll(run, reader)).length + 1000;
      const asked = { path: channelPath(run, reader, `entries?epoch=1&after=${seq}`) };
      demandProblem(await ask(run.origin, reader, asked), 409, 'future-cursor');
      const cursor = { epoch: 1, seq, hash: FOREIGN };
      return demandProblem(await putCursor(run, cursor, reader), 409, 'future-cursor');
    },
  },
  {
    id: 'cursor.fork',
    section: 'Problems',
    says: 'a reader that holds another hash is told so',
    run: async (run) => demandProblem(await putCursor(run, { epoch: 1, seq: 1, hash: FOREIGN }), 409, 'fork'),
  },
  {
    id: 'cursor.epoch',
    section: 'Problems',
    says: 'a reader in a later epoch holds more than the writer too',
    async run(run) {
      const asked = { path: channelPath(run, run.ahead, 'entries?epoch=2&after=0') };
      demandProblem(await ask(run.origin, run.ahead, asked), 409, 'future-cursor');
      const cursor = { epoch: 2, seq: 1, hash: FOREIGN };
      return demandProblem(await putCursor(run, cursor, run.ahead), 409, 'future-cursor');
    },
  },
];

/** How long an answer that waits has to be out. */
const HELD_MS = 700;

/** A long poll that the node holds; one that is answered because something was written meanwhile is asked anew. */
async function holdPoll(run: Run): Promise<{ readonly answer: Promise<Answer> }> {
  for (;;) {
    const { length } = await readAll(run, run.main);
    const path = channelPath(run, run.main, `entries?epoch=1&after=${length}&wait=50`);
    const answer = ask(run.origin, run.main, { path });
    const early = await Promise.race([answer, pause(HELD_MS)]);
    if (early === undefined) return { answer };
    demand(openPage(run, early).entries.length > 0, 'it answered at once, with nothing');
  }
}

/** A digest that nothing has. */
export const FOREIGN = `sha-256:${'A'.repeat(43)}`;

function putCursor(
  run: Run,
  cursor: { readonly epoch: number; readonly seq: number; readonly hash: string },
  reader = run.main,
): Promise<Answer> {
  const path = channelPath(run, reader, 'cursor');
  return ask(run.origin, reader, { method: 'PUT', path, body: JSON.stringify(cursor) });
}

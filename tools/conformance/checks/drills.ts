import { demand, type Check, type Run } from '../check.ts';
import { newUuid } from '../keys.ts';
import { hintUntil } from '../lead-reader.ts';
import { write, type Said } from '../peer.ts';
import { receiptsFor, statesFor } from '../read-channel.ts';
import { told } from '../told.ts';

/** A reader takes at most so many in a day; the specification says 24. */
const MORE_THAN_A_DAY = 25;

export const DRILLS: readonly Check[] = [
  {
    id: 'drill.answered',
    section: 'Kill drills',
    says: 'the kill of a test story is answered as a kill is: received, and applied without a copy when it was cleared',
    async run(run) {
      const drill = newUuid();
      const kill = tell(run, offered(drill), killed({ drill }));
      const receipts = await receiptsOf(run, kill);
      const states = receipts.map(({ state }) => told(state));
      demand(states[0] === 'received', `the first word is ${told(states[0])}`);
      const isKill = states.every((state) => ['received', 'seen', 'applied'].includes(state));
      demand(isKill, `it says ${states.join(', ')}`);
      const applied = receipts.find(({ state }) => state === 'applied');
      const actions = applied?.['actions'] ?? [];
      demand(Array.isArray(actions) && actions.length === 0, 'it says of a copy that it is gone');
      return states.join(', ');
    },
  },
  {
    id: 'drill.never-came',
    section: 'Kill drills',
    says: 'the kill of a test story that never came is received and notApplicable, and what comes behind it is not kept',
    async run(run) {
      const drill = newUuid();
      const kill = tell(run, killed({ drill }));
      const states = await statesFor(run, run.main, kill);
      demand(states.join() === 'received,notApplicable', `it says ${states.join(', ')}`);
      const again = tell(run, offered(drill), killed({ drill }));
      const [second] = await receiptsOf(run, again);
      demand(second?.['state'] === 'refused', `of a second kill it says ${told(second?.['state'])}`);
      return states.join(', ');
    },
  },
  {
    id: 'drill.nameless',
    section: 'Kill drills',
    says: 'a kill that names no drill is refused',
    async run(run) {
      const [receipt] = await receiptsOf(run, tell(run, killed({})));
      demand(receipt?.['state'] === 'refused', `it says ${told(receipt?.['state'])}`);
      return 'refused';
    },
  },
  {
    id: 'drill.too-many',
    section: 'Kill drills',
    says: 'of more drills than a reader takes, the kill is refused',
    async run(run) {
      const drills = Array.from({ length: MORE_THAN_A_DAY }, newUuid);
      tell(run, ...drills.map(offered));
      const last = drills.at(-1) ?? '';
      const [receipt] = await receiptsOf(run, tell(run, killed({ drill: last })));
      demand(receipt?.['state'] === 'refused', `of the last it says ${told(receipt?.['state'])}`);
      return `${drills.length} test stories at once, and the last was not kept`;
    },
  },
];

function offered(drill: string): Said {
  return { type: 'drill.offered', data: { drill } };
}

function killed(data: Readonly<Record<string, string>>): Said {
  return { type: 'drill.killed', req: { receipt: 'applied' }, data };
}

/** Writes entries; gives the hash of the last. */
function tell(run: Run, ...said: readonly Said[]): string {
  return write(run.main, run.node.did, ...said).at(-1)?.hash ?? '';
}

function receiptsOf(run: Run, hash: string) {
  return hintUntil(run, run.main, 'a receipt for the kill of a drill', async () => {
    const receipts = await receiptsFor(run, run.main, hash);
    return receipts.length > 0 ? receipts : undefined;
  });
}

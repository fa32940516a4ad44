import { demand, type Check } from '../check.ts';
import { told } from '../told.ts';
import { digestOf } from '../keys.ts';
import { hintUntil, untilHeld } from '../lead-reader.ts';
import { killOf, newGuid, write } from '../peer.ts';
import { readAll, receiptsFor, statesFor } from '../read-channel.ts';
import { ask } from '../tested-node.ts';
import { storyOf } from './objects.ts';

export const RECALLS: readonly Check[] = [
  {
    id: 'read.forged-kill',
    section: 'Entry',
    says: 'nobody kills an item of somebody else: the name in an entry is the sender’s own',
    async run(run) {
      const { entry, object } = storyOf(run);
      const subj = told(entry['subj']);
      const [kill] = write(run.main, run.node.did, killOf(subj));
      await untilHeld(run, run.main, run.main.written.length);
      const states = await statesFor(run, run.main, kill?.hash);
      demand(!states.includes('applied'), 'it says that it applied the kill of its own story');
      const { status } = await ask(run.origin, run.main, {
        path: `/pxp/v1/objects/${told(object['digest'])}`,
      });
      demand(status === 200, `its own story is answered ${status} now`);
      const passed = (await readAll(run, run.main)).filter(
        ({ payload }) => payload['type'] === 'item.killed' && payload['subj'] === subj,
      );
      demand(passed.length === 0, 'it passed the kill on');
      return `${states.join(', ')}; the story stands`;
    },
  },
  {
    id: 'read.unknown-type',
    section: 'Types',
    says: 'an unknown type without crit is stored and passed, and refused where a receipt is asked for',
    async run(run) {
      const [probe] = write(run.main, run.node.did, {
        type: 'conformance.probe',
        req: { receipt: 'received' },
        data: { anything: true },
      });
      await untilHeld(run, run.main, run.main.written.length);
      const receipt = await hintUntil(run, run.main, 'the receipt for an unknown type', async () =>
        (await receiptsFor(run, run.main, probe?.hash ?? '')).at(0),
      );
      demand(receipt['state'] === 'refused', `the receipt says ${told(receipt['state'])}`);
      return 'refused';
    },
  },
  {
    id: 'read.unknown-members',
    section: 'Entry',
    says: 'members that version 1 does not name, and ext, stop nothing',
    async run(run) {
      const [kill] = write(run.main, run.node.did, {
        ...killOf(newGuid()),
        later: [1, { two: 3 }],
        ext: { 'org.example': 1 },
      });
      const states = await statesFor(run, run.main, kill?.hash);
      return states.join(', ');
    },
  },
  {
    id: 'read.wrong-object',
    section: 'Channel',
    says: 'an object with other bytes than its digest holds up nothing behind it',
    async run(run) {
      const { main, node } = run;
      const digest = digestOf('{"what":"was promised"}');
      main.objects.set(digest, '{"what":"came"}');
      const guid = newGuid();
      write(main, node.did, {
        type: 'item.offered',
        subj: guid,
        obj: { digest, size: 23, mediaType: 'application/vnd.iptc.ninjs+json' },
        data: { guid, version: 1 },
      });
      const [kill] = write(main, node.did, killOf(newGuid()));
      await statesFor(run, main, kill?.hash);
      return 'the recall behind it was answered';
    },
  },
];

import { standingOf } from '#app/channel/in-step.ts';
import { reopenChannel, resumeChannel } from '#app/channel/reopen-channel.ts';
import { showEvidence } from '#app/channel/show-evidence.ts';
import { accept } from '#kernel/result.ts';
import type { Channel } from '#ports/channel-store.ts';
import { acting, reading } from '../at-desk.ts';
import { columns } from '../columns.ts';
import { writeNew } from '../write-new.ts';

export const channelCommands = [
  reading({
    name: 'channel list',
    about: 'Your channels with every partner, and which of them wait or were stopped',
    async run({ node, agency }) {
      const channels = await node.inChannels(agency.id, (stores) => stores.channels.list());
      const shown = await Promise.all(
        channels.map(async (channel) => ({
          channel,
          state: await standingOf(node.channelMarks, agency.id, channel),
        })),
      );
      return accept({
        json: { channels: shown.map(({ channel, state }) => ({ ...shapeOf(channel), state })) },
        lines: columns(
          ['PARTNER', 'SPEAKS', 'STATE', 'EPOCH', 'ENTRIES', 'WHY'],
          shown.map(({ channel, state }) => [
            channel.partnerDid,
            channel.direction === 'out' ? 'you' : 'partner',
            state,
            String(channel.epoch),
            String(channel.seq),
            channel.lastError ?? '',
          ]),
        ),
      });
    },
  }),
  acting('manage-partners', {
    name: 'channel reopen <partner>',
    about: 'Give up what a restored database has lost of your channel: it goes on in a new epoch',
    async run({ node, agency, personId, at }, given) {
      const reopened = await reopenChannel(node, { agency, personId, at }, given.demand('partner'));
      if (!reopened.ok) return reopened;
      return accept({
        json: { epoch: reopened.value },
        lines: [`Your channel goes on in epoch ${reopened.value}; the partner follows by itself.`],
        next: 'pactwire channel list',
      });
    },
  }),
  acting('manage-partners', {
    name: 'channel resume <partner>',
    about: 'Read a partner’s channel on that was stopped, after you have spoken with its people',
    async run({ node, agency, personId, at }, given) {
      const resumed = await resumeChannel(node, { agency, personId, at }, given.demand('partner'));
      if (!resumed.ok) return resumed;
      return accept({
        json: { state: 'open' },
        lines: [
          'It is read on from where you stand. What stopped it is kept, and stops it again if it comes again.',
        ],
        next: 'pactwire channel list',
      });
    },
  }),
  reading({
    name: 'channel evidence <partner>',
    about: 'Write the signed texts that stopped a partner’s channel into a file that a third party can check',
    options: [{ flags: '--to <file>', about: 'a file that is not there yet', required: true }],
    async run({ node, agency, at }, given) {
      const needs = { transact: node.inChannels, hash: node.hash };
      const shown = await showEvidence(needs, { agency, at }, given.demand('partner'));
      if (!shown.ok) return shown;
      const file = given.demand('to');
      const written = await writeNew('--to', file, `${JSON.stringify(shown.value, null, 2)}\n`);
      if (!written.ok) return written;
      const { signed, contradictions } = shown.value;
      return accept({
        json: { file, texts: signed.length, contradictions: [...contradictions] },
        lines: [
          `${file}: ${signed.length} signed ${signed.length === 1 ? 'text' : 'texts'} of ${shown.value.publisher}.`,
          ...contradictions.map(
            ({ epoch, seq }) =>
              `Entry ${seq} of epoch ${epoch} was signed in two ways that cannot both be true.`,
          ),
          'The file says how anybody checks them, without either node.',
        ],
        next: 'pactwire channel list',
      });
    },
  }),
];

function shapeOf({ ch, direction, partnerDid, epoch, seq, lastError }: Channel) {
  return { ch, direction, partnerDid, epoch, seq, ...(lastError === undefined ? {} : { lastError }) };
}

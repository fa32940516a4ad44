import { accept } from '#kernel/result.ts';
import { acting } from '../at-desk.ts';
import { inputInvalid } from '../said.ts';

export const bundleCommands = [
  acting('manage-partners', {
    name: 'bundle write <partner> <file>',
    about: 'Write what a partner has not acknowledged of your channel into a file, for a stick',
    options: [{ flags: '--after <seq>', about: 'begin after this entry instead; 0: everything there is' }],
    async run({ node, agency, personId, at }, given) {
      const [partnerDid, file, asked] = [given.demand('partner'), given.demand('file'), given.text('after')];
      if (asked !== undefined && !/^\d{1,15}$/.test(asked))
        return inputInvalid('--after', 'must be the number of an entry, or 0');
      const order = { partnerDid, file, ...(asked === undefined ? {} : { after: Number(asked) }) };
      const written = await node.writeBundle({ agency, personId, at }, order);
      if (!written.ok) return written;
      const { after, entries, objects, blobs, blobsLeftOut, bytes } = written.value;
      return accept({
        json: { file, after, entries, objects, blobs, blobsLeftOut, bytes },
        lines: [
          `${file}: ${entries} entries after ${after.seq}, ${objects} documents, ${blobs} pictures and papers, ${bytes} bytes.`,
          'It is signed and not encrypted: whoever finds it can read it, and nobody can alter it.',
          ...(blobsLeftOut > 0 ? [`${blobsLeftOut} pictures did not go in; they go over the network.`] : []),
        ],
        next: 'pactwire bundle read FILE, at the partner',
      });
    },
  }),
  acting('manage-partners', {
    name: 'bundle read <file>',
    about: 'Take in a partner’s channel from a file, as if it had come over the network',
    async run({ node, agency, personId, at }, given) {
      const read = await node.readBundle({ agency, personId, at }, given.demand('file'));
      if (!read.ok) return read;
      const { partner, added, position, fetched, acknowledged } = read.value;
      const { epoch, seq } = position;
      return accept({
        json: { partner: partner.did, added, epoch, seq, fetched, acknowledged: acknowledged ?? null },
        lines: [
          added === 0
            ? `Nothing new: the channel of ${partner.did} is here up to ${seq} already.`
            : `${added} new entries of ${partner.did}; its channel is here up to ${seq}.`,
          `${fetched} documents, pictures and papers have come with it.`,
          ...(acknowledged === undefined ? [] : [`It holds your channel up to ${acknowledged}.`]),
        ],
        ...(added === 0 ? {} : { next: `pactwire bundle write ${partner.did} FILE, to bring the answer` }),
      });
    },
  }),
];

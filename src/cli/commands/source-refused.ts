import { discardRefused, retryRefused, showRefused } from '#app/item/settle-refused.ts';
import { accept, refuse } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { shortTime } from '../short-time.ts';

const UNKNOWN = { code: 'refused-document-unknown' } as const;

/** Documents that were not admitted: looked at, tried again, discarded. */
export const refusedCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'source refused <id>',
    about: 'Documents of a source that were not admitted, with the place and the reason',
    async run({ node, agency }, given) {
      const id = given.demand('id');
      const known = isId(id) && (await node.inSources(agency.id, ({ sources }) => sources.find(id)));
      if (!known) return refuse({ code: 'source-unknown' });
      const documents = await node.inSources(agency.id, ({ sources }) => sources.listRefused(id));
      return accept({
        json: { documents },
        lines: columns(
          ['RECEIVED', 'NAME', 'CODE', 'AT', 'WHY', 'SETTLED', 'ID'],
          documents.map((one) => [
            shortTime(one.receivedAt),
            clip(one.name, 40),
            one.code,
            clip(one.at, 40),
            clip(one.detail, 160),
            one.settled?.as ?? '',
            one.id,
          ]),
        ),
      });
    },
  }),
  reading({
    name: 'source show-refused <id>',
    about: 'How a refused document begins',
    async run({ node, agency }, given) {
      const id = given.demand('id');
      const shown = isId(id) ? await showRefused(node, agency.id, id) : refuse(UNKNOWN);
      if (!shown.ok) return shown;
      const { document, beginning } = shown.value;
      const lines = beginning?.split('\n').map((line) => clip(line, 200)) ?? ['Its bytes are not kept.'];
      return accept({
        json: { document, ...(beginning === undefined ? {} : { beginning }) },
        lines: [`${document.code} ${document.at}: ${clip(document.detail, 300)}`, '', ...lines],
        ...(document.settled ? {} : { next: `pactwire source retry ${id} --as EMAIL` }),
      });
    },
  }),
  acting('manage-sources', {
    name: 'source retry <id>',
    about: 'Read a refused document again, as its source is set now',
    async run({ node, agency, personId, at }, given) {
      const id = given.demand('id');
      const tried = isId(id) ? await retryRefused(node, { agency, personId, at }, id) : refuse(UNKNOWN);
      if (!tried.ok) return tried;
      const { admitted, refused } = tried.value;
      return accept({
        json: { admitted: admitted.length, refused: refused.length },
        lines: [`${admitted.length} admitted, ${refused.length} refused`],
      });
    },
  }),
  acting('manage-sources', {
    name: 'source discard <id>',
    about: 'Discard a refused document; its bytes go, what was refused stays on record',
    options: [{ flags: '--why <reason>', about: 'the reason, for those who ask later', required: true }],
    async run({ node, agency, personId, at }, given) {
      const id = given.demand('id');
      const order = { id, why: given.demand('why') };
      const discarded = isId(id)
        ? await discardRefused(node, { agency, personId, at }, order)
        : refuse(UNKNOWN);
      if (!discarded.ok) return discarded;
      return accept({
        json: { document: discarded.value },
        lines: [`Discarded ${clip(discarded.value.name, 60)}`],
      });
    },
  }),
];

import { addSource } from '#app/item/add-source.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Source } from '#ports/source-store.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { inputInvalid } from '../said.ts';
import { shortTime } from '../short-time.ts';

export const sourceCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-sources', {
    name: 'source add <kind> [place]',
    about: 'Add a source: feed URL (RSS, Atom, ninjs), folder [PATH], or push (prints its secret once)',
    options: [
      { flags: '--name <name>', about: 'what people call it; the place if left out' },
      { flags: '--language <tag>', about: 'what its stories are written in where they do not say' },
    ],
    async run({ node, agency }, given) {
      const kind = kindOf(given.demand('kind'));
      if (!kind) return inputInvalid('kind', 'must be feed, folder or push');
      const place = given.text('place') ?? '';
      const language = given.text('language');
      const name = given.text('name') ?? (place === '' ? kind : place);
      const asked = {
        name: name.slice(0, 200),
        kind,
        place,
        ...(language === undefined ? {} : { language }),
      };
      const added = await addSource(node, agency.id, asked);
      if (!added.ok) return added;
      const { source, secret } = added.value;
      return accept({
        json: { source: shape(source), ...(secret === undefined ? {} : { secret }) },
        lines: [
          `Added ${source.kind} ${source.place}`,
          `id ${source.id}`,
          ...(secret === undefined ? [] : [`secret ${secret} (shown this once)`]),
        ],
        ...(kind === 'push' ? {} : { next: `pactwire source run ${source.id} --as EMAIL` }),
      });
    },
  }),
  reading({
    name: 'source list',
    about: 'Sources and how their last reading went',
    async run({ node, agency }) {
      const sources = await node.inSources(agency.id, (stores) => stores.sources.list());
      return accept({
        json: { sources: sources.map(shape) },
        lines: columns(
          ['STATE', 'KIND', 'NAME', 'LAST READ', 'NEW', 'REFUSED', 'ID', 'PLACE'],
          sources.map((one) => [
            one.lastOutcome?.ok === false ? 'failing' : one.state,
            one.kind,
            clip(one.name, 30),
            one.lastRunAt === undefined ? 'never' : shortTime(one.lastRunAt),
            String(one.lastOutcome?.items ?? ''),
            String(one.lastOutcome?.refused ?? ''),
            one.id,
            `${one.place}${one.lastOutcome?.detail ? `: ${clip(one.lastOutcome.detail, 120)}` : ''}`,
          ]),
        ),
        ...(sources.length === 0 ? { next: 'pactwire source add feed URL --as EMAIL' } : {}),
      });
    },
  }),
  acting('manage-sources', {
    name: 'source run <id>',
    about: 'Read a source now, whether it is due or not',
    async run({ node, agency, at }, given) {
      const id = given.demand('id');
      const find = () => node.inSources(agency.id, ({ sources }) => sources.find(id));
      const source = isId(id) ? await find() : undefined;
      if (!source) return refuse({ code: 'source-unknown' });
      const items = await node.runSource(agency, source, at);
      const after = await find();
      const outcome = after?.lastOutcome;
      return accept({
        json: { id, items, ...(outcome ? { outcome } : {}) },
        lines: [`${items} new`, ...(outcome?.ok === false ? [outcome.detail] : [])],
        next: items > 0 ? 'pactwire story list --from own' : `pactwire source refused ${id}`,
      });
    },
  }),
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
          ['RECEIVED', 'NAME', 'CODE', 'AT', 'WHY'],
          documents.map((one) => [
            shortTime(one.receivedAt),
            clip(one.name, 40),
            one.code,
            clip(one.at, 40),
            clip(one.detail, 160),
          ]),
        ),
      });
    },
  }),
];

function kindOf(text: string): Source['kind'] | undefined {
  return text === 'feed' || text === 'folder' || text === 'push' ? text : undefined;
}

function shape({ cursor: _cursor, sealedSecret: _secret, ...shown }: Source) {
  return shown;
}

import { silenceOf } from '#app/item/source-trouble.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Source } from '#ports/source-store.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { isId } from '../is-id.ts';
import { shortTime } from '../short-time.ts';
import { shownSource } from './source-settings.ts';

export const sourceCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'source list',
    about: 'Sources and how their last reading went',
    async run({ node, agency, at }) {
      const sources = await node.inSources(agency.id, (stores) => stores.sources.list());
      return accept({
        json: { sources: sources.map(shownSource) },
        lines: columns(
          ['STATE', 'KIND', 'NAME', 'LAST READ', 'NEW', 'REFUSED', 'ID', 'PLACE'],
          sources.map((one) => [
            stateOf(one, at),
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
];

/** What most needs a look comes first. */
function stateOf(source: Source, at: Instant): string {
  if (source.stoppedAt !== undefined) return 'stopped';
  if (source.lastOutcome?.ok === false) return 'failing';
  return silenceOf(source, at) === undefined ? source.state : 'silent';
}

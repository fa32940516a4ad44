import { trySource, type NamedLook } from '#app/item/try-source.ts';
import { accept } from '#kernel/result.ts';
import { acting } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { clip, columns } from '../columns.ts';
import type { CommandPlan } from '../command-plan.ts';
import { inputInvalid } from '../said.ts';
import { kindOf, SETTINGS, settingsOf } from './source-settings.ts';

/** Looks at what a source would bring before it is added. */
export const tryCommands: readonly CommandPlan<CliNeeds>[] = [
  acting('manage-sources', {
    name: 'source try <kind> <place>',
    about:
      'Look at the first document of a source before it is added, and at the key of a server of files; nothing is kept or moved',
    options: SETTINGS,
    async run({ node, agency, at }, given) {
      const kind = kindOf(given.demand('kind'));
      if (!kind || kind === 'push') return inputInvalid('kind', 'must be feed, folder, imap or sftp');
      const settings = await settingsOf(given);
      if (!settings.ok) return settings;
      const place = given.demand('place');
      const tried = await trySource(node, { agency, at }, { ...settings.value, name: place, kind, place });
      if (!tried.ok) return tried;
      return accept({
        json: tried.value,
        lines: lookLines(tried.value),
        next: `pactwire source add ${kind} ${place} --as EMAIL`,
      });
    },
  }),
];

function lookLines({ name, look }: NamedLook): readonly string[] {
  const { provider = 'not said', dialect = 'none', charset, format, itemCount, admissible } = look;
  return [
    `${clip(name, 120)}`,
    `format ${format}, provider ${clip(provider, 60)}, dialect ${dialect}, charset ${charset}`,
    `${itemCount} items, ${admissible} can be admitted`,
    ...(look.refusal
      ? [`refused: ${look.refusal.code} ${look.refusal.at}: ${clip(look.refusal.detail, 200)}`]
      : []),
    ...columns(
      ['HEADLINE', 'LANGUAGE', 'DATE', 'STATUS'],
      look.items.map(({ headline, language, date, status, instruction }) => [
        clip(headline, 70),
        language ?? '',
        date ?? '',
        [status, instruction].filter(Boolean).join(', '),
      ]),
    ),
    ...look.items.flatMap(({ notes }) =>
      notes.map(
        ({ text, isPrivate }) => `note${isPrivate ? ' (private, stays here)' : ''}: ${clip(text, 160)}`,
      ),
    ),
    ...look.dropped.map(({ at, what, why }) => `dropped ${clip(`${at} ${what}: ${why}`, 200)}`),
    ...more(look.droppedCount - look.dropped.length, 'dropped'),
    ...look.warnings.map(({ code, at, detail }) => `warning ${clip(`${code} ${at}: ${detail}`, 200)}`),
    ...more(look.warningCount - look.warnings.length, 'warnings'),
  ];
}

function more(count: number, what: string): readonly string[] {
  return count > 0 ? [`… ${count} more ${what}`] : [];
}

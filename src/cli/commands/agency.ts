import { changeAgency, type AgencyChange } from '#app/newsroom/change-agency.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { isTerritory } from '#kernel/territory.ts';
import { accept } from '#kernel/result.ts';
import { acting, reading } from '../at-desk.ts';
import type { CliNeeds } from '../cli-needs.ts';
import { pairs } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';

const NO_MARKET = 'The market is no country or territory: nothing of partners can be published for it.';

export const agencyCommands: readonly CommandPlan<CliNeeds>[] = [
  reading({
    name: 'agency show',
    about: 'What your agency says of itself: who it is, its market, clock and languages',
    async run({ agency }) {
      const isKnown = isTerritory(agency.territory);
      return accept({
        json: { agency: cardOf(agency) },
        lines: [...linesOf(agency), ...(isKnown ? [] : ['', NO_MARKET])],
        ...(isKnown ? {} : { next: 'pactwire agency change --territory CODE --as EMAIL' }),
      });
    },
  }),
  acting('manage-agency', {
    name: 'agency change',
    about: 'Change its market, clock or languages; what stands published stays',
    options: [
      { flags: '--languages <text>', about: 'what it publishes in, the first one first: vi,en' },
      { flags: '--territory <text>', about: 'the market it publishes for, ISO 3166-1: VN' },
      { flags: '--time-zone <text>', about: 'an IANA name: Asia/Ho_Chi_Minh' },
    ],
    async run({ node, agency, personId, at }, given) {
      const changed = await changeAgency(node, { agency, personId, at }, changeIn(given));
      if (!changed.ok) return changed;
      return accept({ json: { agency: cardOf(changed.value) }, lines: linesOf(changed.value) });
    },
  }),
];

function changeIn(given: Given): AgencyChange {
  const languages = given.text('languages');
  const territory = given.text('territory');
  const timeZone = given.text('timeZone');
  return {
    ...(languages === undefined ? {} : { languages: languages.split(',').map((tag) => tag.trim()) }),
    ...(territory === undefined ? {} : { territory: territory.trim() }),
    ...(timeZone === undefined ? {} : { timeZone: timeZone.trim() }),
  };
}

function cardOf({ did, slug, name, ownership, languages, territory, timeZone }: Agency) {
  return { did, slug, name, ownership, languages, territory, timeZone };
}

function linesOf({ did, name, ownership, languages, territory, timeZone }: Agency): readonly string[] {
  return pairs([
    ['name', [name.vi, name['zh-Hans'], name.en].join(' · ')],
    ['did', did],
    ['ownership', ownership],
    ['languages', languages.join(', ')],
    ['market', territory],
    ['time zone', timeZone],
  ]);
}

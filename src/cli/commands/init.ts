import { isTimeZone } from '#domain/agreement/zone-clock.ts';
import { OWNERSHIPS } from '#domain/newsroom/agency.ts';
import { parseEmail, parseName } from '#domain/newsroom/person.ts';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { accept } from '#kernel/result.ts';
import type { CliNeeds, Founding } from '../cli-needs.ts';
import { pairs } from '../columns.ts';
import type { CommandPlan, Given } from '../command-plan.ts';
import { inputInvalid } from '../said.ts';

/** Founds the first agency of a node: its keys, and the person who looks after it. */
export const initCommand: CommandPlan<CliNeeds> = {
  name: 'init',
  about: 'Found the first agency of a node: its keys and its administrator',
  options: [
    { flags: '--name <name>', about: 'the agency in English, and where no other is given', required: true },
    { flags: '--name-vi <name>', about: 'in Vietnamese' },
    { flags: '--name-zh <name>', about: 'in Chinese' },
    { flags: '--slug <slug>', about: 'short name in addresses: a-z, 0-9 and -', required: true },
    {
      flags: '--ownership <kind>',
      about: 'who stands behind it, shown to readers',
      choices: OWNERSHIPS,
      required: true,
    },
    {
      flags: '--languages <tags>',
      about: 'what it publishes in, the first one first: vi,en',
      required: true,
    },
    { flags: '--territory <code>', about: 'its country, ISO 3166-1: VN', required: true },
    { flags: '--time-zone <zone>', about: 'Asia/Ho_Chi_Minh', required: true },
    { flags: '--place <name>', about: 'the city its clock shows', required: true },
    { flags: '--place-vi <name>', about: 'in Vietnamese' },
    { flags: '--place-zh <name>', about: 'in Chinese' },
    { flags: '--admin-name <name>', about: 'the first person', required: true },
    { flags: '--admin-email <email>', about: 'what they sign in with', required: true },
    { flags: '--admin-language <tag>', about: 'of their desk; en if left out', choices: INTERFACE_LANGUAGES },
    { flags: '--origin <url>', about: 'where partners reach this node; part of its identity for ever' },
    { flags: '--data <folder>', about: 'the node’s data folder (default ./data/node)' },
  ],
  async run(needs, given) {
    const fault = faultIn(given);
    if (fault) return inputInvalid(fault.at, fault.why);
    const [data, origin] = [given.text('data'), given.text('origin')];
    const founded = await needs.found(foundingOf(given), {
      ...(data === undefined ? {} : { data }),
      ...(origin === undefined ? {} : { origin }),
    });
    if (!founded.ok) return founded;
    const { did, dataFolder, publicOrigin, links } = founded.value;
    return accept({
      json: founded.value,
      lines: [
        ...pairs([
          ['agency', did],
          ['data', dataFolder],
          ['address', publicOrigin],
        ]),
        '',
        ...links.map(({ name, link }) => `${name} sets a password here, once, within 72 hours:\n${link}`),
      ],
      next: 'npm start -- --empty',
    });
  },
};

type Fault = { readonly at: string; readonly why: string };

function faultIn(given: Given): Fault | undefined {
  const checks: readonly (readonly [
    at: string,
    name: string,
    isGood: (text: string) => boolean,
    why: string,
  ])[] = [
    ['--slug', 'slug', (text) => /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(text), 'a-z, 0-9 and - only'],
    ['--languages', 'languages', (text) => tagsIn(text).every(isTag), 'BCP 47 tags with commas: vi,en'],
    ['--territory', 'territory', (text) => /^[A-Z]{2}$/.test(text), 'two capital letters: VN'],
    ['--time-zone', 'timeZone', isTimeZone, 'an IANA name: Asia/Ho_Chi_Minh'],
    ['--admin-email', 'adminEmail', (text) => parseEmail(text) !== undefined, 'an e-mail address'],
    ['--admin-name', 'adminName', (text) => parseName(text) !== undefined, 'a name in plain characters'],
    ['--name', 'name', (text) => parseName(text) !== undefined, 'a name in plain characters'],
  ];
  const wrong = checks.find(([, name, isGood]) => !isGood(given.demand(name)));
  return wrong && { at: wrong[0], why: wrong[3] };
}

function foundingOf(given: Given): Founding {
  const named = (name: string) => {
    const en = given.demand(name);
    return { en, vi: given.text(`${name}Vi`) ?? en, 'zh-Hans': given.text(`${name}Zh`) ?? en };
  };
  const ownership = OWNERSHIPS.find((one) => one === given.text('ownership'));
  if (!ownership) throw new Error('the command line checks --ownership by its choices');
  return {
    agency: {
      slug: given.demand('slug'),
      name: named('name'),
      ownership,
      languages: tagsIn(given.demand('languages')),
      territory: given.demand('territory'),
      timeZone: given.demand('timeZone'),
      place: named('place'),
    },
    people: [
      {
        name: given.demand('adminName'),
        email: given.demand('adminEmail'),
        language: given.text('adminLanguage') ?? 'en',
        roles: ['administrator', 'chief', 'coordinator'],
      },
    ],
  };
}

function tagsIn(text: string): string[] {
  return text.split(',').map((tag) => tag.trim());
}

function isTag(text: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(text);
}

import { isLanguageTag, placeOf } from '#app/newsroom/change-agency.ts';
import { isTimeZone } from '#domain/agreement/zone-clock.ts';
import { OWNERSHIPS } from '#domain/newsroom/agency.ts';
import { parseEmail, parseName } from '#domain/newsroom/person.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isTerritory } from '#kernel/territory.ts';
import type { Founding } from '../found-node.ts';

/** One thing that a founder is asked. `usual` may be taken as the answer. */
export type FoundingFlag = {
  readonly flag: string;
  readonly about: string;
  readonly question: string;
  readonly usual?: string;
  readonly isGood: (text: string) => boolean;
};

const isName = (text: string) => parseName(text) !== undefined;

export const FOUNDING_FLAGS: readonly FoundingFlag[] = [
  {
    flag: 'name-vi',
    about: 'the agency in Vietnamese',
    question: 'Tên hãng tin (tiếng Việt)',
    isGood: isName,
  },
  { flag: 'name-zh', about: 'in Chinese', question: '机构名称（中文）', isGood: isName },
  { flag: 'name-en', about: 'in English', question: 'Name of the agency (English)', isGood: isName },
  {
    flag: 'ownership',
    about: `who stands behind it, shown to every reader: ${OWNERSHIPS.join(', ')}`,
    question: `Ownership, shown to every reader (${OWNERSHIPS.join(', ')})`,
    isGood: (text) => OWNERSHIPS.some((one) => one === text),
  },
  {
    flag: 'languages',
    about: 'what it publishes in, the first one first: vi,en',
    question: 'Languages it publishes in, the first one first',
    usual: 'vi,en',
    isGood: (text) => tagsIn(text).every(isLanguageTag),
  },
  {
    flag: 'territory',
    about: 'the market it publishes for, ISO 3166-1: VN',
    question: 'Market it publishes for: the two letters of its country or territory',
    usual: 'VN',
    isGood: isTerritory,
  },
  {
    flag: 'time-zone',
    about: 'an IANA name: Asia/Ho_Chi_Minh',
    question: 'Time zone',
    usual: 'Asia/Ho_Chi_Minh',
    isGood: isTimeZone,
  },
  { flag: 'person', about: 'name of the administrator', question: 'Your name', isGood: isName },
  {
    flag: 'email',
    about: 'e-mail address that the administrator signs in with',
    question: 'Your e-mail address',
    isGood: (text) => parseEmail(text) !== undefined,
  },
];

export type Answers = Readonly<Record<string, string | undefined>>;

/** Everything that is missing or wrong at once, or the founding that the answers describe. */
export function readFounding(answers: Answers): Result<Founding, readonly string[]> {
  const faults = FOUNDING_FLAGS.flatMap(({ flag, about, isGood }) => {
    const answer = answers[flag]?.trim() ?? '';
    if (answer === '') return [`--${flag} is missing: ${about}`];
    return isGood(answer) ? [] : [`--${flag} "${answer}" will not do; wanted: ${about}`];
  });
  const ownership = OWNERSHIPS.find((one) => one === answers['ownership']?.trim());
  if (faults.length > 0 || ownership === undefined) return refuse(faults);
  const answer = (flag: string) => answers[flag]?.trim() ?? '';
  const timeZone = answer('time-zone');
  const languages = tagsIn(answer('languages'));
  return accept({
    agency: {
      slug: slugOf(answer('name-en')),
      name: { vi: answer('name-vi'), 'zh-Hans': answer('name-zh'), en: answer('name-en') },
      ownership,
      languages,
      territory: answer('territory'),
      timeZone,
      place: placeOf(timeZone),
    },
    people: [
      {
        name: answer('person'),
        email: answer('email'),
        language: languages.find((tag) => ['vi', 'zh-Hans', 'en'].includes(tag)) ?? 'en',
        roles: ['administrator', 'chief', 'coordinator'],
      },
    ],
    isDemo: false,
  });
}

function tagsIn(text: string): string[] {
  return text.split(',').map((tag) => tag.trim());
}

/** The short name in addresses. */
function slugOf(name: string): string {
  const plain = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
  const slug = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  return slug.slice(0, 40).replaceAll(/-+$/g, '') || 'agency';
}

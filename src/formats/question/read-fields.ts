import { STORY_STATES, type FieldFilter, type StoryState } from '#domain/search/field-filter.ts';
import type { Trilingual } from '#kernel/language.ts';
import { saysWords } from '../lexemes/says-words.ts';
import { comparable } from './field-names.ts';
import type { Part } from './parse-question.ts';
import { readSpan } from './read-span.ts';

/** What has a name in three languages: an agency, a topic, a kind of news. */
export type Named = { readonly value: string; readonly name: Trilingual };

/** What the fields of a question may name. */
export type NamesKnown = {
  readonly partner: readonly Named[];
  readonly topic: readonly Named[];
  readonly newsType: readonly Named[];
  /** Days are those on the wall of this IANA zone. */
  readonly zone: string;
};

/** What the badges are called on the desk, without marks and blanks. */
const STATE_NAMES: Readonly<Record<StoryState, readonly string[]>> = {
  new: ['moi', '新'],
  updated: ['capnhat', '更新', '已更新'],
  corrected: ['dinhchinh', 'dadinhchinh', '更正', '已更正'],
  withheld: ['tamgiu', '暂缓'],
  'off-offer': ['thoichao', '不再提供'],
  killed: ['dago', 'go', '撤稿', '已撤稿'],
  embargo: ['embargoed', 'camdang', '禁发', '禁发期'],
  taken: ['danhan', '取用', '已取用'],
  published: ['dadang', '发布', '已发布'],
};
const STATES = new Map(
  STORY_STATES.flatMap((state) =>
    [comparable(state), ...STATE_NAMES[state]].map((name) => [name, state] as const),
  ),
);

const LANGUAGES = new Map([
  ['vietnamese', 'vi'],
  ['tiengviet', 'vi'],
  ['越南文', 'vi'],
  ['越南语', 'vi'],
  ['chinese', 'zh'],
  ['tiengtrung', 'zh'],
  ['中文', 'zh'],
  ['汉语', 'zh'],
  ['english', 'en'],
  ['tienganh', 'en'],
  ['英文', 'en'],
  ['英语', 'en'],
]);
const TAG = /^[a-z]{2,3}(-[a-z\d]{2,8}){0,3}$/iu;

/**
 * What a part says beside the words. Undefined when its value cannot be meant (a day that is none, a state that no story
 * has): then it is searched for as it stands. A name that nobody here has is meant, and nothing fits it.
 */
export function readField(part: Part, known: NamesKnown): FieldFilter | undefined {
  const isWanted = part.want !== 'none';
  const { field } = part;
  if (field === undefined) return undefined;
  switch (field) {
    case 'partner':
    case 'topic':
      return { filter: field, values: valuesOf(part.text, known[field]), isWanted };
    case 'type':
      return { filter: 'newsType', values: valuesOf(part.text, known.newsType), isWanted };
    case 'language':
      return languageOf(part.text, isWanted);
    case 'state':
      return stateOf(part.text, isWanted);
    case 'date':
      return dateOf(part.text, isWanted, known.zone);
    case 'headline':
    case 'byline':
    case 'place':
      return undefined;
  }
}

function stateOf(text: string, isWanted: boolean): FieldFilter | undefined {
  const state = STATES.get(comparable(text));
  return state && { filter: 'state', state, isWanted };
}

function dateOf(text: string, isWanted: boolean, zone: string): FieldFilter | undefined {
  const span = readSpan(text, zone);
  return span && { filter: 'date', span, isWanted };
}

function languageOf(text: string, isWanted: boolean): FieldFilter | undefined {
  const tag = LANGUAGES.get(comparable(text)) ?? (TAG.test(text) ? canonical(text) : undefined);
  return tag === undefined ? undefined : { filter: 'language', values: [tag], isWanted };
}

/** Case as in BCP 47: stories are kept so. */
function canonical(tag: string): string {
  return tag
    .toLowerCase()
    .split('-')
    .map((part, at) => {
      if (at === 0) return part;
      return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1) : part.toUpperCase();
    })
    .join('-');
}

/** By its code or address, or by words of its name in any language. */
function valuesOf(text: string, known: readonly Named[]): readonly string[] {
  const exact = known.filter(({ value }) => value === text || value.endsWith(`:${text}`));
  const found =
    exact.length > 0
      ? exact
      : known.filter(({ name }) => Object.values(name).some((one) => saysWords(one, text)));
  return found.map(({ value }) => value);
}

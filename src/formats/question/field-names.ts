import { foldedSyllable } from '../lexemes/vietnamese-syllable.ts';
import { normalText } from '../lexemes/normal-text.ts';
import { simplified } from '../lexemes/han-text.ts';

/** What may stand before the colon. */
export const FIELD_NAMES = [
  'headline',
  'byline',
  'place',
  'partner',
  'topic',
  'type',
  'language',
  'state',
  'date',
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Vietnamese ones without marks and hyphens, Chinese ones simplified: so they are compared. */
const NAMES: Readonly<Record<FieldName, readonly string[]>> = {
  headline: ['headline', 'title', 'tieude', 'tit', '标题', '题'],
  byline: ['byline', 'author', 'tacgia', '作者', '记者'],
  place: ['place', 'dateline', 'noi', 'diadanh', '地点', '电头'],
  partner: ['partner', 'provider', 'agency', 'doitac', 'coquan', '合作方', '机构', '来源'],
  topic: ['topic', 'chude', '主题', '话题'],
  type: ['type', 'kind', 'loai', '类型'],
  language: ['language', 'lang', 'ngonngu', '语言'],
  state: ['state', 'is', 'trangthai', '状态'],
  date: ['date', 'ngay', '日期'],
};

const BY_NAME = new Map(FIELD_NAMES.flatMap((field) => NAMES[field].map((name) => [name, field] as const)));
/** Longer ones need not be looked up. */
const LONGEST_NAME = 20;

/** The field of this name, in Vietnamese (with marks or without), Chinese or English. */
export function fieldNamed(name: string): FieldName | undefined {
  return name.length > LONGEST_NAME ? undefined : BY_NAME.get(comparable(name));
}

/** Names are the same in either case, with and without marks and hyphens, in traditional and simplified characters. */
export function comparable(name: string): string {
  return foldedSyllable(simplified(normalText(name)).replaceAll(/[\s_-]/gu, ''));
}

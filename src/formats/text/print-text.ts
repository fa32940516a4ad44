import type { Block, ItemVersion, PubStatus } from '#domain/item/item.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import { escapeText } from '../html/html.ts';

/**
 * An item as plain text for people: what it is and when it may be used first, then the story, then whose it is. It is not made
 * to be read back; `lostInText` says what stays behind.
 */
export function printText(item: ItemVersion): string {
  const language = labelsIn(item.language);
  const { pubStatus, embargoEndAt, editorialNote } = item;
  const head = [
    pubStatus === 'usable' ? undefined : STATUS[pubStatus][language],
    embargoEndAt && `${EMBARGO[language]} ${embargoEndAt}`,
    editorialNote && `${NOTE[language]}: ${editorialNote}`,
  ];
  const story = [item.headline, item.summary, item.byline, item.dateline, ...item.blocks.map(printBlock)];
  const foot = [item.creditLine, item.copyrightNotice, item.usageTerms, item.canonicalUrl, nameOf(item)];
  return `${[head, story, foot].flatMap(filled).join('\n\n')}\n`;
}

/** What plain text has no place for, of this item. */
export function lostInText(item: ItemVersion): readonly Dropped[] {
  const isMarked = item.blocks.some(({ html, text }) => html.replaceAll('<br>', '\n') !== escapeMarks(text));
  const lists = ['subjects', 'places', 'renditions', 'associations'] as const;
  return [
    ...lists.filter((name) => item[name].length > 0),
    ...(item.urgency === undefined ? [] : ['urgency']),
    ...(item.slugline === undefined ? [] : ['slugline']),
    ...(isMarked ? ['links and emphasis'] : []),
  ].map((what) => ({ at: '', what, why: 'plain text has no place for it' }));
}

/** How a stop is marked at the head. */
export const STATUS: Readonly<Record<Exclude<PubStatus, 'usable'>, Trilingual>> = {
  withheld: { vi: 'TẠM GIỮ', 'zh-Hans': '暂停使用', en: 'WITHHELD' },
  canceled: { vi: 'HỦY TIN', 'zh-Hans': '撤稿', en: 'KILL' },
};
const EMBARGO: Trilingual = { vi: 'CẤM ĐĂNG TRƯỚC', 'zh-Hans': '禁发至', en: 'EMBARGO UNTIL' };
const NOTE: Trilingual = { vi: 'Lưu ý biên tập', 'zh-Hans': '编辑注意', en: 'Note to editors' };

/** The language of our own words beside a story: its own where we have it, else English. */
export function labelsIn(tag: string): InterfaceLanguage {
  const [language] = tag.split('-');
  return language === 'vi' ? 'vi' : language === 'zh' ? 'zh-Hans' : 'en';
}

function printBlock({ kind, text }: Block): string {
  if (kind === 'list-item') return `• ${text}`;
  return kind === 'quote' ? `> ${text}` : text;
}

function nameOf({ guid, version, versionCreatedAt }: ItemVersion): string {
  return `${guid} · ${version} · ${versionCreatedAt}`;
}

/** As our writer of markup spells a text that has none: quotes stay as they are. */
function escapeMarks(text: string): string {
  return text.replace(/[&<>]/g, escapeText);
}

function filled(lines: readonly (string | undefined)[]): readonly string[] {
  return lines.filter((line) => line !== undefined).filter((line) => line !== '');
}

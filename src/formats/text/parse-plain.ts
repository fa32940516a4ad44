import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { timeInWords } from '../wire/wire-clock.ts';
import { readStory } from '../wire/read-story.ts';
import { wireLines, type WireLine } from '../wire/story-blocks.ts';
import { createWireItem, type WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds, WireRead } from '../wire/wire-item.ts';
import { tellEmbargo } from '../wire/wire-signs.ts';

/** Words above a press release that say what it is, and nothing of its story. */
const RELEASE =
  /^[-*=\s]*(?:for immediate release|press release|media release|news release|communiqué de presse|pressemitteilung|comunicado de prensa|nota de prensa|thông cáo báo chí|新闻稿|新聞稿|新闻发布)(?:\s+[A-Z]{1,4}\d{3,8})?[-*=:：\s]*$/iu;
/** Who sends a release, in a line of its own above it. */
const SENDER = /^(?:source|quelle|fuente|fonte)\s*:\s+(?<name>\S.{1,100})$/iu;

/** Is this text for people: letters for the most part, no markup, no controls but blanks? */
export function isPlainText(text: string): boolean {
  const start = text.slice(0, 4096);
  const letters = start.match(/\p{L}/gu)?.length ?? 0;
  const controls = start.match(/[\0-\u0008\u000E-\u001F]/g)?.length ?? 0;
  return (
    !/^\s*(?:<[!?\w]|[{[])/.test(start) &&
    letters >= 20 &&
    letters * 3 >= start.trim().length &&
    controls * 100 < start.length
  );
}

/**
 * Reads text without any frame, such as a press release, into one item. The first line is its headline only where it is shaped like
 * one, and then that is told. Refuses text without a word.
 */
export function parsePlain(text: string, _needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const builder = createWireItem('');
  builder.set('type', 'text', '');
  const lines = wireLines(text.replaceAll('\f', '\n').replace(/^\uFEFF/, ''));
  readStory(builder, withoutRelease(builder, lines), { isAssumed: true, mayTakeFirstLine: true });
  const item = builder.build();
  if (item.body.length === 0 && item.headline === undefined)
    return refuse({ code: 'document-without-items', at: '', detail: 'The text has no words.' });
  return accept({ items: [item], dropped: [], warnings: [] });
}

/** The lines above the headline of a release: who sends it, what it is, its day, an embargo. */
function withoutRelease(builder: WireItemBuilder, lines: readonly WireLine[]): readonly WireLine[] {
  const kept: WireLine[] = [];
  for (const [index, line] of lines.entries()) {
    const filled = kept.filter(({ text }) => text.trim() !== '').length;
    if (filled >= 3 || index >= 20) return [...kept, ...lines.slice(index)];
    const isSender = filled === 0 && tellSender(builder, line);
    if (!isSender && !tellAbove(builder, line)) kept.push(line);
  }
  return kept;
}

function tellSender(builder: WireItemBuilder, { text, at }: WireLine): boolean {
  const name = SENDER.exec(text.trim())?.groups?.['name'];
  builder.set('creditLine', name, at);
  return name !== undefined;
}

/** True where the line is none of the story. */
function tellAbove(builder: WireItemBuilder, { text, at }: WireLine): boolean {
  const day = text.trim().length < 50 ? timeInWords(text) : undefined;
  if (RELEASE.test(text))
    builder.add('genres', { code: 'press-release', name: text.replace(/[-*=:：]/g, '').trim() }, at);
  else if (text.length < 200 && tellEmbargo(builder, text, at)) return true;
  else if (day === undefined || /[()（）]/.test(text)) return false;
  else {
    builder.date('contentCreated', day, at);
    // `Hà Nội, ngày 29 tháng 11 năm 2026` is the place as well.
    if (/^\p{Lu}[\p{L} ]{1,30},\s/u.test(text)) builder.set('dateline', text.trim(), at);
  }
  return true;
}

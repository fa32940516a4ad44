import { clausesOf, forbidsUse } from '../wire/held-words.ts';
import { sayGravest, statusOpening, type SaidAt } from '../wire/status-words.ts';
import { saidSigns } from '../wire/story-head.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import { leadingSigns, settleSigns, tellSigns } from '../wire/wire-signs.ts';
import type { Said } from './picture-fields.ts';

/**
 * `PHOTO KILL`, `MANDATORY KILL: …`, `CORRECTION`, `DO NOT USE`: agencies call pictures back by the words above them and in their
 * instructions. Above a picture such a word counts in capitals or before a mark, for films are called Kill Bill.
 */
export function tellOrders(
  item: WireItemBuilder,
  headlines: readonly Said[],
  instructions: readonly Said[],
): void {
  for (const { text, at } of linesOf(headlines)) {
    const bare = text.replace(PICTURE, '');
    tellSome(item, bare === text ? saidSigns(text) : leadingSigns(bare).signs, at);
  }
  const asked: SaidAt[] = [];
  for (const { text, at } of linesOf(instructions)) {
    tellSome(item, leadingSigns(text.replace(PICTURE, '')).signs, at);
    const opening = statusOpening(text);
    if (opening?.pubStatus !== undefined) asked.push({ said: opening, at });
    if (clausesOf(text).some(forbidsUse)) asked.push({ said: WITHHELD, at });
  }
  settleSigns(item);
  sayGravest(item, asked);
}

function linesOf(said: readonly Said[]): readonly Said[] {
  return said.flatMap(({ text, at }) => text.split('\n').map((line) => ({ text: line.trim(), at })));
}

function tellSome(item: WireItemBuilder, signs: ReturnType<typeof saidSigns>, at: string): void {
  tellSigns(
    item,
    signs.filter(({ instruction }) => instruction !== undefined),
    at,
  );
}

const PICTURE = /^[*\s]*(?:photo|picture|image|foto|bild|ảnh|图片|照片)[\s:-]*(?=\p{L})/iu;

const WITHHELD = { pubStatus: 'withheld', instruction: 'withhold' } as const;

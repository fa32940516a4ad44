import type { Dropped } from '#domain/item/dropped.ts';
import type { OutgoingItem, OutgoingPicture } from '../outgoing-item.ts';
import { agreed } from '../print-outgoing-text.ts';
import { STATUS, labelsIn } from '../text/print-text.ts';
import { RIGHTS_HEADS } from './package-words.ts';

/**
 * The rights in a story as a text for people: whose it is, the provider's terms as they came, what was agreed, the same for each picture,
 * and what may not leave. It stands beside the story because its reader may have no system that reads rights.
 */
export function printRights(
  outgoing: OutgoingItem,
  pictures: readonly OutgoingPicture[],
  dropped: readonly Dropped[],
): string {
  const { item, providerName, rights } = outgoing;
  const language = labelsIn(item.language);
  const head = (of: keyof typeof RIGHTS_HEADS): string => RIGHTS_HEADS[of][language];
  const line = (of: keyof typeof RIGHTS_HEADS, ...said: readonly (string | undefined)[]): string => {
    const words = said.filter((one) => one !== undefined && one !== '');
    return words.length === 0 ? '' : `${head(of)}:\n${words.join('\n')}`;
  };
  const parts = [
    head('rights'),
    item.pubStatus === 'usable' ? '' : STATUS[item.pubStatus][language],
    item.headline,
    `${item.guid} · ${item.version}`,
    line('provider', providerName?.[language] ?? item.provider, item.creditLine),
    line('embargo', item.embargoEndAt),
    line('note', item.editorialNote),
    line('terms', item.copyrightNotice, item.usageTerms),
    line('agreed', ...agreed(rights, item.language)),
    ...pictures.map((one) => ofPicture(one, agreed(outgoing.pictureRights?.get(one.guid), item.language))),
    line('left', ...dropped.map(({ what, why }) => `${what}: ${why}`)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function ofPicture(
  { fileName, caption, creditLine, usageTerms }: OutgoingPicture,
  sentences: readonly string[],
): string {
  const lines = [`${fileName}:`, caption, creditLine, usageTerms, ...sentences];
  return lines.filter((one) => one !== undefined && one !== '').join('\n');
}

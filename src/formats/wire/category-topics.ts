import type { WireItemBuilder } from './wire-item-builder.ts';

/** Categories of wires whose meaning is agreed on, with the media topic of IPTC that is nearest. Single letters: ANPA 1312; two: dpa. */
const TOPICS: ReadonlyMap<string, { readonly name: string; readonly mediaTopic: string }> = new Map([
  ['e', { name: 'Entertainment', mediaTopic: 'medtop:01000000' }],
  ['f', { name: 'Financial', mediaTopic: 'medtop:04000000' }],
  ['l', { name: 'Lifestyle', mediaTopic: 'medtop:10000000' }],
  ['o', { name: 'Weather', mediaTopic: 'medtop:17000000' }],
  ['p', { name: 'National politics', mediaTopic: 'medtop:11000000' }],
  ['s', { name: 'Sports', mediaTopic: 'medtop:15000000' }],
  ['ku', { name: 'Kultur', mediaTopic: 'medtop:01000000' }],
  ['pl', { name: 'Politik', mediaTopic: 'medtop:11000000' }],
  ['sp', { name: 'Sport', mediaTopic: 'medtop:15000000' }],
  ['wi', { name: 'Wirtschaft', mediaTopic: 'medtop:04000000' }],
]);

/** Writes the category of a message as its subject. */
export function tellCategory(
  builder: WireItemBuilder,
  { scheme, code, at }: { readonly scheme: string; readonly code: string; readonly at: string },
): void {
  if (code === '') return;
  builder.add('subjects', { scheme, code, ...TOPICS.get(code) }, at);
}

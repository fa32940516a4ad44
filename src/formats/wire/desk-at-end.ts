import type { Block } from '#domain/item/item.ts';
import type { WireItemBuilder } from './wire-item-builder.ts';

/** `… 500 ejemplares. EFE daa/mt/msr`: after the last sentence, and the agency where it signs, who wrote, edited and sent it. */
const SIGNED_OFF =
  /^(?<story>[^]*[.!?…»”")](?:\s+\p{Lu}{2,5}\.?)?)\s+(?<initials>\p{Ll}{1,5}(?:[/-]\p{Ll}{1,5}){1,5})$/u;

/** The blocks of a story without the initials of desks that stand in the line of its last sentence; they are set apart. */
export function withoutDeskAtEnd(
  builder: WireItemBuilder,
  blocks: readonly Block[],
  at: string,
): readonly Block[] {
  const last = blocks.at(-1);
  const { story, initials } = SIGNED_OFF.exec(last?.text ?? '')?.groups ?? {};
  if (last === undefined || story === undefined || initials === undefined) return blocks;
  // Where markup stands between them, the line stays whole.
  if (!last.html.endsWith(initials)) return blocks;
  builder.add('private', { kind: 'desk', text: initials, at }, at);
  const html = last.html.slice(0, -initials.length).trimEnd();
  return [...blocks.slice(0, -1), { ...last, text: story, html }];
}

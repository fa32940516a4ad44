import type { Instant } from '#kernel/instant.ts';
import type { Decision } from '#domain/agreement/decision.ts';
import type { UseRequest } from '#domain/agreement/use-question.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { Association, ItemVersion } from '#domain/item/item.ts';
import { askEach, firstPermitted } from '#domain/publication/judge-publication.ts';
import { asPicture, type UseContext } from '#app/agreement/judge-use.ts';
import { answerRequest, type Answered } from './take-item.ts';

/** May each picture beside a text be published, in one of the ways asked? Nobody translates a picture. Those without terms of their own have one answer. */
export function answerPictures(
  context: UseContext,
  { newsType, associations }: ItemVersion,
  { asked, at }: { readonly asked: readonly [UseRequest, ...UseRequest[]]; readonly at: Instant },
): ReadonlyMap<string, Answered> {
  if (newsType !== 'text') return new Map();
  const answer = (guid: string): Answered =>
    firstPermitted(askEach(asked, (one) => answerRequest(asPicture(context, guid), at, one)));
  const plain = answer('');
  return new Map(associations.map(({ guid }) => [guid, context.pictures.has(guid) ? answer(guid) : plain]));
}

/** Without the pictures that we may not use or that were stopped, each of which is listed. */
export function withoutForbidden(
  content: ItemVersion,
  pictures: ReadonlyMap<string, Answered>,
  stopped: ReadonlySet<string>,
): { readonly content: ItemVersion; readonly dropped: Dropped[] } {
  const why = ({ guid }: Association): string | undefined => {
    if (stopped.has(guid)) return 'it was withdrawn';
    const decision = pictures.get(guid)?.decision;
    return decision === undefined || decision.permitted ? undefined : whyNot(decision);
  };
  const dropped = content.associations.flatMap((one) => {
    const reason = why(one);
    return reason === undefined ? [] : [{ at: '', what: `picture ${one.guid}`, why: reason }];
  });
  const associations = content.associations.filter((one) => why(one) === undefined);
  return { content: { ...content, associations }, dropped };
}

function whyNot({ because }: Decision): string {
  const words = because.flatMap(({ code, found = [] }) => (code.startsWith('item.restrict') ? found : []));
  return words.length > 0 ? `the words beside it: ${words.join('; ')}` : 'no agreement lets us use it';
}

import type { Action } from '#domain/agreement/agreement.ts';
import type { Reason } from '#domain/agreement/decision.ts';
import { isKeeping, type UseQuestion, type UseRequest } from '#domain/agreement/use-question.ts';
import { FORBIDDEN_BY, type Restriction } from './restriction.ts';

/**
 * Does the text that came with the item stand in the way? What nobody here has confirmed is asked, never permitted, for
 * every use that it could restrict; what was confirmed, here or by the provider who told us, forbids like a clause, and unknown facts count against (I12).
 * The item may be offered all the same, for its words travel with it; and a copy that is out is not used anew by staying.
 */
export function judgeRestrictions({ item, request }: UseQuestion): Reason | undefined {
  const { restrictions, providerRestrictions = [] } = item;
  const { action } = request;
  if (typeof action !== 'string' || action === 'offer' || isKeeping(action)) return undefined;
  const told = providerRestrictions.filter((term) => forbids(term, action, request));
  if (told.length > 0) return { code: 'item.restricted.byProvider', found: told.map(wordsOf) };
  if (!restrictions) return undefined;
  const { confirmed, terms, unread } = restrictions;
  if (confirmed) {
    const hits = terms.filter((term) => forbids(term, action, request));
    return hits.length === 0 ? undefined : { code: 'item.restricted', found: hits.map(wordsOf) };
  }
  const doubts = [...terms.filter((term) => mayTouch(term, action)).map(wordsOf), ...unread];
  return doubts.length === 0 ? undefined : { code: 'item.restrictions.unconfirmed', found: doubts };
}

function mayTouch({ code }: Restriction, action: Action): boolean {
  return FORBIDDEN_BY[code].includes(action);
}

function forbids(term: Restriction, action: Action, { territory, channel }: UseRequest): boolean {
  if (!mayTouch(term, action)) return false;
  const { code, territories, channels } = term;
  const isOnly = code === 'territory-only' || code === 'outlet-only';
  if (territories) return territory === undefined || territories.includes(territory) !== isOnly;
  if (channels) return channel === undefined || channels.includes(channel) !== isOnly;
  return true;
}

/** A term that a person added has no words; it is named by its code. */
function wordsOf({ words, code }: Restriction): string {
  return words === '' ? code : words;
}

import { gatherUse, judgeUse } from '#app/agreement/judge-use.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import { askToRemember } from '#domain/agreement/page-requests.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { linkTerms } from '#domain/translation/memory/link-terms.ts';
import type { MemoryPiece, MemoryTerm } from '#domain/translation/memory/memory-piece.ts';
import type { Translation } from '#domain/translation/translation.ts';
import { keysOf, memoryTerms } from '#formats/lexicon/memory-terms.ts';
import { lexiconLanguage, type LexiconLanguage } from '#formats/lexicon/term-key.ts';
import type { Instant } from '#kernel/instant.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemReader } from '#ports/item-store.ts';
import type { KeptPiece, MemoryStore, TermLink } from '#ports/memory-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TranslationReader } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';

type LearnStores = {
  readonly items: ItemReader;
  readonly translations: TranslationReader;
  readonly memory: MemoryStore;
  readonly useState: UseStateReader;
  readonly decisions: DecisionStore;
};

export type LearnNeeds = {
  readonly transact: Transact<LearnStores>;
  readonly ids: Ids;
  readonly hash: Hash;
};

type Asker = { readonly agency: Agency; readonly at: Instant };

/** So many translations are looked for, and pieces linked, in one transaction. */
const AT_ONCE = 20;

/**
 * Learns from the translations that were finished, each as it stands now, where the agreement lets us remember it (`keepInMemory`);
 * then links what it learned, and again what was linked when it knew half as much. `goOn` is asked between transactions.
 * The number of translations that were asked about.
 */
export async function learnMemory(
  needs: LearnNeeds,
  asker: Asker,
  goOn: () => boolean = () => true,
): Promise<number> {
  const ids = await needs.transact(asker.agency.id, ({ memory }) => memory.unasked(asker.at, AT_ONCE));
  for (const id of ids)
    if (goOn()) await needs.transact(asker.agency.id, (stores) => remember(stores, needs, { ...asker, id }));
  let linked = 1;
  while (linked > 0 && goOn())
    linked = await needs.transact(asker.agency.id, ({ memory }) => linkSome(memory));
  return ids.length;
}

async function remember(
  stores: LearnStores,
  world: Pick<LearnNeeds, 'ids' | 'hash'>,
  { agency, at, id }: Asker & { readonly id: string },
): Promise<void> {
  const { items, translations, memory, useState } = stores;
  const translation = await translations.find(id);
  const item = translation && (await items.find(translation.itemId));
  const version = item && (await items.version(item.id, translation.sourceVersion));
  if (!version || translation.state !== 'ready') return;
  const text = { translationId: id, itemId: item.id, revision: translation.revision, at };
  const context = await gatherUse(useState, { item, version: version.content, actor: agency.did, at });
  const request = askToRemember(agency, translation.language);
  const decision = judgeUse(context, request, at);
  if (!decision.permitted) return memory.refuse(text);
  await memory.keep(text, piecesOf(translation));
  const { agreements, ...facts } = context;
  const question = { ...facts, request, at };
  await recordDecision(stores, world, { itemId: item.id, agreements, question, decision });
}

/** None of a language that no question is put into. */
function piecesOf({ language, sourceLanguage, blocks }: Translation): readonly MemoryPiece[] {
  const [from, to] = [lexiconLanguage(sourceLanguage), lexiconLanguage(language)];
  if (!from || !to || from === to) return [];
  return blocks
    .filter(({ state, text }) => state === 'confirmed' && text !== '')
    .map(({ source, text }): MemoryPiece => {
      const [ours, theirs] = [memoryTerms(source, from), memoryTerms(text, to)];
      return from < to
        ? { languages: [from, to], left: ours, right: theirs }
        : { languages: [to, from], left: theirs, right: ours };
    });
}

async function linkSome(memory: MemoryStore): Promise<number> {
  const pieces = await memory.unlinked(AT_ONCE);
  const [first] = pieces;
  if (!first) return 0;
  const keys = {
    left: keysIn(pieces.map(({ left }) => left)),
    right: keysIn(pieces.map(({ right }) => right)),
  };
  const standing = await memory.standing(first.languages, keys);
  for (const piece of pieces) {
    const aligned = { left: keysIn([piece.left]), right: keysIn([piece.right]) };
    await memory.link(
      piece,
      linkTerms(aligned, standing).flatMap((link) => bothWays(piece, link)),
    );
  }
  return pieces.length;
}

function keysIn(terms: readonly (readonly MemoryTerm[])[]): readonly string[] {
  return [...new Set(terms.flat().map(({ key }) => key))];
}

function bothWays(
  { languages: [left, right], ...piece }: KeptPiece,
  link: { readonly left: string; readonly right: string },
): readonly TermLink[] {
  const one = piece.left.find(({ key }) => key === link.left);
  const other = piece.right.find(({ key }) => key === link.right);
  const [from, to] = [lexiconLanguage(left), lexiconLanguage(right)];
  if (!one || !other || !from || !to) return [];
  return [linkFrom(one, { from, to, as: other }), linkFrom(other, { from: to, to: from, as: one })];
}

function linkFrom(
  term: MemoryTerm,
  { from, to, as }: { readonly from: LexiconLanguage; readonly to: LexiconLanguage; readonly as: MemoryTerm },
): TermLink {
  return { from, keys: keysOf(term, from), to, text: as.text };
}

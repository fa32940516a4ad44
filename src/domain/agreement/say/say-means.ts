import type { Trilingual } from '#kernel/language.ts';
import type {
  Agreement,
  Commitment,
  Did,
  Obligation,
  Permission,
  Prohibition,
  Selector,
} from '#domain/agreement/agreement.ts';
import { selectorMatches } from '#domain/agreement/list-products.ts';
import { generalTermsOf, termUid, type GeneralTerm } from '#domain/agreement/number-clauses.ts';
import type { ItemFacts } from '#domain/agreement/use-question.ts';
import { CLAUSE_SENTENCES as CLAUSE } from './clause-sentences.ts';
import { ITEMS, sayDuration, sayThings } from './figures.ts';
import { fillSentence, joinPhrases, listAnd, NOTHING, sameInAll } from './fill-sentence.ts';
import { MEANS_SENTENCES as SAY } from './means-sentences.ts';
import { partyName } from './names.ts';
import { sayCommitmentParts } from './say-commitment.ts';
import { sayRefinements } from './say-conditions.ts';

/** A story that a side gave, by which its clauses are explained. */
export type ExampleStory = { readonly headline: string; readonly facts: ItemFacts };

/** Characters of a headline in an example. */
const MOST_HEADLINE = 80;

/** What explains: the text, and by giver the stories that may stand as an example, best first. */
type Explained = {
  readonly agreement: Agreement;
  readonly stories: ReadonlyMap<Did, readonly ExampleStory[]>;
};

/**
 * What every clause comes to, one plain sentence each by its uid, made from the machine form. A rule is explained by the first
 * story that it selects; where there is none, by a story without a name.
 */
export function sayMeans(
  agreement: Agreement,
  stories: Explained['stories'],
): ReadonlyMap<string, Trilingual> {
  const explained = { agreement, stories };
  const { permissions, prohibitions, obligations, commitments } = agreement;
  return new Map([
    ...permissions.map((one) => [one.uid, sayMay(explained, one)] as const),
    ...prohibitions.map((one) => [one.uid, sayMayNot(explained, one)] as const),
    ...obligations.map((one) => [one.uid, sayMust(explained, one)] as const),
    ...commitments.map((one) => [one.uid, sayPromise(agreement, one)] as const),
    ...generalTermsOf(agreement).map((term) => [termUid(agreement, term), sayTerm(explained, term)] as const),
  ]);
}

function sayMay(explained: Explained, permission: Permission): Trilingual {
  const { constraints, duties, assigner } = permission;
  const quota = constraints.find((term) => term.operand === 'countPerPeriod');
  const conditions = constraints.filter((term) => term !== quota);
  const rest = [
    ...(conditions.length + duties.length > 0 ? [SAY.within] : []),
    ...(quota ? [fillSentence(SAY.quota, { things: sayThings(quota.value, ITEMS) })] : []),
  ];
  return fillSentence(SAY.may, {
    ...dealOf(explained, permission, assigner),
    rest: joinPhrases(rest),
  });
}

function sayMayNot(explained: Explained, prohibition: Prohibition): Trilingual {
  const { actions, assigner, assignees, constraints } = prohibition;
  // What one may not offer to others is one's own (exclusivity).
  const giver = actions.some(({ action }) => action === 'offer') ? assignees[0] : assigner;
  return fillSentence(SAY.mayNot, {
    ...dealOf(explained, prohibition, giver),
    rest: constraints.length > 0 ? SAY.inCases : NOTHING,
  });
}

/** Whose story it is, who does what with it. */
function dealOf(explained: Explained, rule: Permission | Prohibition, giver: Did) {
  const { parties } = explained.agreement;
  return {
    giver: partyName(parties, giver),
    story: storyOf(explained, giver, rule.target),
    who: listAnd(rule.assignees.map((did) => partyName(parties, did))),
    what: listAnd(
      rule.actions.map((one) =>
        fillSentence(CLAUSE[one.action], { items: SAY.it, how: sayRefinements(one) }),
      ),
    ),
  };
}

function sayMust(explained: Explained, obligation: Obligation): Trilingual {
  const { parties } = explained.agreement;
  const { action, assigner, assignees, dueIn, event, target } = obligation;
  const story = storyOf(explained, assigner, target);
  return fillSentence(SAY[action], {
    who: listAnd(assignees.map((did) => partyName(parties, did))),
    other: partyName(parties, assigner),
    story,
    time: sayDuration(dueIn),
    event: fillSentence(SAY[event], { story }),
  });
}

function sayPromise({ parties }: Agreement, commitment: Commitment): Trilingual {
  return fillSentence(SAY.commitment, sayCommitmentParts(parties, commitment));
}

function sayTerm(explained: Explained, term: GeneralTerm): Trilingual {
  const { tailPolicy, indexPolicy = 'translationIndexed', textDigest } = explained.agreement;
  const { giver, story } = anyStory(explained);
  switch (term) {
    case 'tail':
      return fillSentence(SAY[`tail.${tailPolicy}`], { story });
    case 'indexing':
      return fillSentence(SAY[`indexing.${indexPolicy}`], { story });
    case 'text':
      return SAY[textDigest === undefined ? 'text.address' : 'text.digest'];
    case 'freshness':
      return fillSentence(SAY.freshness, {
        giver: partyName(explained.agreement.parties, giver),
        story,
        time: sayDuration(explained.agreement.freshness),
      });
    case 'period':
    case 'suspension':
    case 'contacts':
    case 'conflict':
      return fillSentence(SAY[term], { story });
  }
}

/** For what is of no rule: a story that the first giver's own permission selects. */
function anyStory(explained: Explained): { readonly giver: Did; readonly story: Trilingual } {
  const { permissions, parties } = explained.agreement;
  const named = permissions.find(({ assigner, target }) => chosen(explained, assigner, target));
  const giver = named?.assigner ?? permissions[0]?.assigner ?? parties[0]?.did ?? '';
  return { giver, story: named ? storyOf(explained, giver, named.target) : SAY.anyStory };
}

function storyOf(explained: Explained, giver: Did, target: Selector): Trilingual {
  const story = chosen(explained, giver, target);
  if (!story) return SAY.anyStory;
  const characters = [...story.headline];
  const headline =
    characters.length > MOST_HEADLINE
      ? `${characters.slice(0, MOST_HEADLINE - 1).join('')}…`
      : story.headline;
  return fillSentence(SAY.story, { headline: sameInAll(headline) });
}

function chosen({ stories }: Explained, giver: Did, target: Selector): ExampleStory | undefined {
  return stories.get(giver)?.find(({ facts }) => selectorMatches(target, facts));
}

import type { Trilingual } from '#kernel/language.ts';
import type { Agreement, AgreementParty, Selector } from '#domain/agreement/agreement.ts';
import { sayAgreement } from '#domain/agreement/say/say-agreement.ts';
import { sayItems } from '#domain/agreement/say/say-items.ts';
import { clauseName } from './redline.ts';
import { sameTerms } from './same-terms.ts';

/** The document on the table, what its own answers would make, and what the changed answers make. */
export type ThreeTexts = {
  readonly from: Agreement;
  readonly asAsked: Agreement;
  readonly changed: Agreement;
};

/**
 * The next document: the changed answers make it, and what the former one says beyond our questions stays word for word.
 * A rule or a choice of stories that no answers make is kept whole, and one that it lacks stays out; of the general terms
 * only those change whose answers changed.
 */
export function keepUntouched({ from, asAsked, changed }: ThreeTexts): Agreement {
  const choose = chooseSelector({ from, asAsked, changed });
  const rules = <R extends Rule>(of: (agreement: Agreement) => readonly R[]): R[] =>
    mergeRules({ from: of(from), asAsked: of(asAsked), changed: of(changed) });
  const aimed = <R extends Aimed>(of: (agreement: Agreement) => readonly R[]): R[] =>
    rules(of).map((rule) => ({ ...rule, target: choose(rule.target) }));
  return {
    ...mergeGeneral({ from, asAsked, changed }),
    parties: mergeParties({ from, asAsked, changed }),
    permissions: aimed(({ permissions }) => permissions),
    prohibitions: aimed(({ prohibitions }) => prohibitions),
    obligations: aimed(({ obligations }) => obligations),
    commitments: rules(({ commitments }) => commitments),
  };
}

/** Something that stays as the document has it, whatever is answered. */
export type Untouched = {
  /** `#give-publish`, or `#give-items` for a choice of stories. */
  readonly name: string;
  /** `said`: it stands in the text; `unsaid`: the text lacks it, though our questions would make it. */
  readonly what: 'said' | 'unsaid';
  readonly sentence: Trilingual;
  readonly number?: number;
};

/** What of a document no question can change, in its own words; nothing when our questions say it all. */
export function untouchedIn(from: Agreement, asAsked: Agreement): readonly Untouched[] {
  return [...untouchedStories(from, asAsked), ...untouchedRules(from, asAsked)];
}

type Rule = { readonly uid: string; readonly target?: Selector };
type Aimed = Rule & { readonly target: Selector };

function untouchedRules(from: Agreement, asAsked: Agreement): readonly Untouched[] {
  const there = new Map(rulesOf(from).map((rule) => [rule.uid, rule]));
  const asked = new Map(rulesOf(asAsked).map((rule) => [rule.uid, rule]));
  const said = sayAgreement(from).clauses.flatMap(({ uid, number, sentence }): Untouched[] => {
    const rule = there.get(uid);
    const isAsked = rule === undefined || isSameRule(rule, asked.get(uid));
    return isAsked ? [] : [{ name: clauseName(uid), what: 'said', sentence, number }];
  });
  const unsaid = sayAgreement(asAsked).clauses.flatMap(({ uid, sentence }): Untouched[] =>
    asked.has(uid) && !there.has(uid) ? [{ name: clauseName(uid), what: 'unsaid', sentence }] : [],
  );
  return [...said, ...unsaid];
}

function untouchedStories(from: Agreement, asAsked: Agreement): readonly Untouched[] {
  const asked = selectorsOf(asAsked);
  return [...selectorsOf(from).values()].flatMap(({ selector, giver }): Untouched[] => {
    const made = asked.get(selector.uid);
    if (!made || sameTerms(made.selector, selector)) return [];
    const sentence = sayItems(selector, giver, from.parties);
    return [{ name: clauseName(selector.uid), what: 'said', sentence }];
  });
}

/** Equal uids mean equal stories in one document, so a selector is chosen once for all its rules. */
function chooseSelector({ from, asAsked, changed }: ThreeTexts): (selector: Selector) => Selector {
  const [there, asked, next] = [selectorsOf(from), selectorsOf(asAsked), selectorsOf(changed)];
  return (selector) => {
    const former = there.get(selector.uid)?.selector;
    const made = asked.get(selector.uid)?.selector;
    if (former && !sameTerms(former, made)) return former;
    return next.get(selector.uid)?.selector ?? selector;
  };
}

function selectorsOf(agreement: Agreement) {
  const aimed = [...agreement.permissions, ...agreement.prohibitions, ...agreement.obligations];
  // The last one set wins, and the giver of a selector is best told by what it permits.
  return new Map(
    aimed.toReversed().map((rule) => [rule.target.uid, { selector: rule.target, giver: rule.assigner }]),
  );
}

function rulesOf({ permissions, prohibitions, obligations, commitments }: Agreement): readonly Rule[] {
  return [...permissions, ...prohibitions, ...obligations, ...commitments];
}

/** In the order of the former document; what is new goes behind the rule that it follows in the changed one. */
function mergeRules<R extends Rule>(texts: {
  readonly from: readonly R[];
  readonly asAsked: readonly R[];
  readonly changed: readonly R[];
}): R[] {
  const asked = new Map(texts.asAsked.map((rule) => [rule.uid, rule]));
  const next = new Map(texts.changed.map((rule) => [rule.uid, rule]));
  const there = new Set(texts.from.map(({ uid }) => uid));
  const merged = texts.from.flatMap((rule) => {
    if (!isSameRule(rule, asked.get(rule.uid))) return [rule];
    return next.get(rule.uid) ?? [];
  });
  texts.changed.forEach((rule, at) => {
    if (there.has(rule.uid) || asked.has(rule.uid)) return;
    const former = texts.changed[at - 1];
    merged.splice(merged.findIndex(({ uid }) => uid === former?.uid) + 1, 0, rule);
  });
  return merged;
}

/** The stories of a rule are chosen apart from it. */
function isSameRule(rule: Rule, other: Rule | undefined): boolean {
  const bare = (one: Rule) => ({ ...one, target: one.target?.uid });
  return other !== undefined && sameTerms(bare(rule), bare(other));
}

/** What answers did not change stays as the former document has it, even where they could not have said it. */
function mergeGeneral(texts: ThreeTexts): Agreement {
  const by = chooseText(texts);
  const { effectiveUntil: _until, indexPolicy: _index, ...dated } = texts.changed;
  const { textForHumans: _text, textDigest: _digest, ...rest } = dated;
  return {
    ...rest,
    title: by('title').title,
    governingLanguage: by('governingLanguage').governingLanguage,
    effectiveFrom: by('effectiveFrom').effectiveFrom,
    noticePeriod: by('noticePeriod').noticePeriod,
    tailPeriod: by('tailPeriod').tailPeriod,
    tailPolicy: by('tailPolicy').tailPolicy,
    freshness: by('freshness').freshness,
    ...optionalTerms(by),
  };
}

type ChooseText = (...names: (keyof Agreement)[]) => Agreement;

function chooseText({ from, asAsked, changed }: ThreeTexts): ChooseText {
  return (...names) => (names.every((name) => sameTerms(asAsked[name], changed[name])) ? from : changed);
}

function optionalTerms(by: ChooseText): Partial<Agreement> {
  const { effectiveUntil } = by('effectiveUntil');
  const { indexPolicy } = by('indexPolicy');
  const { textForHumans, textDigest } = by('textForHumans', 'textDigest');
  return {
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    ...(indexPolicy === undefined ? {} : { indexPolicy }),
    ...(textForHumans === undefined ? {} : { textForHumans }),
    ...(textDigest === undefined ? {} : { textDigest }),
  };
}

/** Names and keys are those of today; whom to reach changes with its answers. */
function mergeParties({ from, asAsked, changed }: ThreeTexts): Agreement['parties'] {
  const contactsIn = ({ parties }: Agreement, did: string) =>
    parties.find((party) => party.did === did)?.contacts;
  const merged = ({ contacts: next, ...party }: AgreementParty): AgreementParty => {
    const stays = sameTerms(contactsIn(asAsked, party.did), next);
    const contacts = stays ? contactsIn(from, party.did) : next;
    const recoveryKeyHash = from.parties.find(({ did }) => did === party.did)?.recoveryKeyHash;
    return {
      ...party,
      ...(recoveryKeyHash === undefined ? {} : { recoveryKeyHash }),
      ...(contacts ? { contacts } : {}),
    };
  };
  const [first, second, ...more] = changed.parties;
  return [merged(first), merged(second), ...more.map(merged)];
}

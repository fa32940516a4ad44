import type { Agreement } from '#domain/agreement/agreement.ts';
import type { ClauseRef } from '#domain/agreement/decision.ts';
import { sayAgreement, type SaidClause } from '#domain/agreement/say/say-agreement.ts';
import { printTerms } from './same-terms.ts';

/** What became of a clause from one document to the next; `same` stands there so that the whole text can be read. */
export type ClauseChange = 'same' | 'added' | 'removed' | 'changed' | 'moved';

export type RedlinedClause = {
  readonly name: string;
  readonly kind: ClauseRef['kind'] | 'head';
  readonly change: ClauseChange;
  /** None for an added clause. */
  readonly before?: RedlinedSide;
  /** None for a removed clause. */
  readonly after?: RedlinedSide;
};

/** A clause as one document says it; title and opening have no number. */
export type RedlinedSide = { readonly sentence: SaidClause['sentence']; readonly number?: number };

type Part = RedlinedSide & {
  readonly name: string;
  readonly kind: RedlinedClause['kind'];
  /** Equal terms, equal text: the machine form, so that a change is seen that no sentence tells. */
  readonly terms: string;
};

/**
 * Two documents of one agreement clause by clause, in the order of the later with removed clauses where they stood. Clauses
 * are the same by the name of their rule, changed by their terms. Without a change but of number and predecessor, every
 * clause is `same`.
 */
export function redline(from: Agreement, to: Agreement): readonly RedlinedClause[] {
  const before = partsOf(from);
  const after = partsOf(to);
  const old = new Map(before.map((part) => [part.name, part]));
  const kept = new Set(after.map(({ name }) => name));
  const moved = movedAmong(
    before.filter(({ name }) => kept.has(name)),
    after.filter(({ name }) => old.has(name)),
  );
  const lines = after.map((part) => compare(old.get(part.name), part, moved));
  return withGeneral(putBack(lines, before, kept), from, to);
}

/** Are there words to read at all between the two? */
export function isSameText(lines: readonly RedlinedClause[]): boolean {
  return lines.every(({ change }) => change === 'same');
}

function compare(before: Part | undefined, after: Part, moved: ReadonlySet<string>): RedlinedClause {
  const head = { name: after.name, kind: after.kind, after: sideOf(after) };
  if (!before) return { ...head, change: 'added' };
  const change = before.terms === after.terms ? (moved.has(after.name) ? 'moved' : 'same') : 'changed';
  return { ...head, change, before: sideOf(before) };
}

/** Removed clauses go back behind the clause they stood behind. */
function putBack(
  lines: readonly RedlinedClause[],
  before: readonly Part[],
  kept: ReadonlySet<string>,
): readonly RedlinedClause[] {
  const result = [...lines];
  before.forEach((part, at) => {
    if (kept.has(part.name)) return;
    const former = before[at - 1];
    const place = former ? result.findIndex(({ name }) => name === former.name) + 1 : 0;
    result.splice(place, 0, {
      name: part.name,
      kind: part.kind,
      change: 'removed',
      before: sideOf(part),
    });
  });
  return result;
}

/** The fewest clauses that have to be lifted out so that the others keep their order (longest increasing subsequence). */
function movedAmong(before: readonly Part[], after: readonly Part[]): ReadonlySet<string> {
  const position = new Map(before.map(({ name }, at) => [name, at]));
  const runs: (readonly string[])[] = [];
  const places = after.map(({ name }) => position.get(name) ?? -1);
  after.forEach(({ name }, at) => {
    const place = places[at] ?? -1;
    const best = runs
      .filter((_, earlier) => (places[earlier] ?? -1) < place)
      .reduce<readonly string[]>((longest, run) => (run.length > longest.length ? run : longest), []);
    runs.push([...best, name]);
  });
  const longest = runs.reduce<readonly string[]>((best, run) => (run.length > best.length ? run : best), []);
  const staying = new Set(longest);
  return new Set(after.map(({ name }) => name).filter((name) => !staying.has(name)));
}

/** What stands in no clause (keys of the parties, address of the paper text) is told with the opening, if nothing else tells it. */
function withGeneral(
  lines: readonly RedlinedClause[],
  from: Agreement,
  to: Agreement,
): readonly RedlinedClause[] {
  const told = lines.some(({ kind, change }) => change !== 'same' && (kind === 'head' || kind === 'term'));
  if (told || generalTerms(from) === generalTerms(to)) return lines;
  return lines.map((line) => (line.name === 'opening' ? { ...line, change: 'changed' } : line));
}

function partsOf(agreement: Agreement): readonly Part[] {
  const said = sayAgreement(agreement);
  const rules = new Map(
    [
      ...agreement.permissions,
      ...agreement.prohibitions,
      ...agreement.obligations,
      ...agreement.commitments,
    ].map((rule) => [rule.uid, rule]),
  );
  return [
    { name: 'title', kind: 'head', sentence: said.title, terms: printTerms(agreement.title) },
    {
      name: 'opening',
      kind: 'head',
      sentence: said.preamble,
      terms: printTerms(agreement.parties.map(({ contacts: _contacts, ...party }) => party)),
    },
    ...said.clauses.map(({ uid, kind, number, sentence }): Part => ({
      name: clauseName(uid),
      kind,
      number,
      sentence,
      terms: printTerms(rules.get(uid) ?? sentence),
    })),
  ];
}

/** `#give-publish`: what stays the same from one document to the next. */
export function clauseName(uid: string): string {
  return uid.slice(uid.indexOf('#'));
}

function generalTerms(agreement: Agreement): string {
  const {
    permissions: _permissions,
    prohibitions: _prohibitions,
    obligations: _obligations,
    commitments: _commitments,
    agreementVersion: _version,
    supersedes: _supersedes,
    ...general
  } = agreement;
  return printTerms(general);
}

function sideOf({ sentence, number }: Part): RedlinedSide {
  return { sentence, ...(number === undefined ? {} : { number }) };
}

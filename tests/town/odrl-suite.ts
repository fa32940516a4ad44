import { DataFactory, Parser, Store, type Term } from 'n3';
import type {
  Action,
  Agreement,
  ConstraintTerm,
  OrderOperator,
  Permission,
  Prohibition,
  RuleAction,
} from '#domain/agreement/agreement.ts';
import type { UseQuestion } from '#domain/agreement/use-question.ts';
import { parseDuration, type Duration } from '#kernel/duration.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import { sharedNames, sharedText } from './shared-data.ts';

const FOLDER = 'odrl/test-suite/data';
const ODRL = 'http://www.w3.org/ns/odrl/2/';
const EX = 'http://example.org/';
const REPORT = 'https://w3id.org/force/compliance-report#';
const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const GIVER = 'did:web:giver.example';

/** One case of the ODRL test suite, said in the terms of our profile. */
export type SuiteCase = {
  readonly name: string;
  readonly title: string;
  /** What the suite's report says of the one rule. */
  readonly expected: 'Active' | 'Inactive';
  readonly kind: 'permission' | 'prohibition';
  readonly agreement: Agreement;
  readonly question: UseQuestion;
};

/** Every case, in order. */
export function odrlSuite(): readonly SuiteCase[] {
  const [policies, requests, worlds] = [read('policies'), read('requests'), read('sotw')];
  return sharedNames(`${FOLDER}/test_cases`)
    .toSorted()
    .map((name) => caseOf(name, { policies, requests, worlds }));
}

/** A file each: the suite names different constraints by one name in different policies. */
type Suite = {
  readonly policies: readonly Store[];
  readonly requests: readonly Store[];
  readonly worlds: readonly Store[];
};

function caseOf(name: string, { policies, requests, worlds }: Suite): SuiteCase {
  const store = readFile(`test_cases/${name}`);
  const test = only(store.getSubjects(RDF_TYPE, `${EX}TestCase`, null));
  const part = (what: string): Term => only(store.getObjects(test, `${EX}${what}`, null));
  const world = fileAbout(worlds, part('sotw'));
  const request = fileAbout(requests, part('request'));
  const policy = fileAbout(policies, part('policy'));
  const [kind, rule] = ruleOf(policy, part('policy'));
  const asked = only(request.getObjects(part('request'), `${ODRL}permission`, null));
  const who = only(request.getObjects(asked, `${ODRL}assignee`, null));
  const memberships = (of: Term): string[] => world.getObjects(of, `${ODRL}partOf`, null).map(shortName);
  const target = only(request.getObjects(asked, `${ODRL}target`, null));
  const action = only(request.getObjects(asked, `${ODRL}action`, null));
  const agreement = agreementOf(policy, {
    kind,
    rule,
    names: [shortName(who), ...memberships(who)],
    taker: didOf(who),
  });
  return {
    name: name.slice('testcase-'.length, -'.ttl'.length),
    title: only(store.getObjects(test, 'http://purl.org/dc/terms/title', null)).value,
    expected: only(store.getObjects(null, `${REPORT}activationState`, null)).value.endsWith('Inactive')
      ? 'Inactive'
      : 'Active',
    kind,
    agreement,
    question: {
      request: { actor: didOf(who), action: ACTIONS[shortName(action)] ?? 'offer' },
      item: {
        uri: 'urn:item',
        provider: GIVER,
        newsProducts: [shortName(target), ...memberships(target)],
        status: 'usable',
        version: 1,
        latestVersion: 1,
        latestIsCorrection: false,
        embargoEndAt: 'none',
      },
      state: { headAgeSeconds: 0, counts: new Map(), duties: dutiesIn(world) },
      at: momentOf(
        only(
          world.getObjects(
            DataFactory.namedNode('http://example.com/request/currentTime'),
            'http://purl.org/dc/terms/issued',
            null,
          ),
        ),
      ),
    },
  };
}

/** Verbs of the suite stand for verbs that the profile knows and reads nothing more into. */
const ACTIONS: Readonly<Record<string, Action>> = { read: 'archive', write: 'modify', sell: 'grantUse' };
/** `use` includes reading and writing, not selling, which is a transfer (ODRL Vocabulary §4.1). */
const USE: readonly Action[] = ['archive', 'modify'];
const ANY_ACTION: readonly Action[] = [...USE, 'grantUse'];

function ruleOf(policies: Store, policy: Term): readonly ['permission' | 'prohibition', Term] {
  const [permission] = policies.getObjects(policy, `${ODRL}permission`, null);
  if (permission) return ['permission', permission];
  return ['prohibition', only(policies.getObjects(policy, `${ODRL}prohibition`, null))];
}

type Rule = {
  readonly kind: 'permission' | 'prohibition';
  readonly rule: Term;
  /** Names under which a rule may speak of the one who asks. */
  readonly names: readonly string[];
  readonly taker: string;
};

/** The rule between the giver and the one who asks; a rule for somebody else is no rule between these two. */
function agreementOf(policies: Store, { kind, rule, names, taker }: Rule): Agreement {
  const one = (what: string): string | undefined =>
    policies.getObjects(rule, `${ODRL}${what}`, null).map(shortName)[0];
  const assignee = one('assignee');
  const isMeant = assignee === undefined || names.includes(assignee);
  const uid = 'urn:uuid:00000000-0000-0000-0000-000000000000';
  const target = one('target');
  const selector = {
    uid: `${uid}#items`,
    terms:
      target === undefined
        ? []
        : [{ operand: 'newsProduct' as const, operator: 'isAnyOf' as const, values: [target] }],
  };
  const rules = (isMeant ? alternativesOf(policies, rule) : []).map((constraints, index) => ({
    uid: `${uid}#r${index}`,
    assigner: GIVER,
    assignees: [taker] as const,
    target: selector,
    actions: actionsOf(one('action')),
    constraints,
  }));
  const duties = policies
    .getObjects(rule, `${ODRL}duty`, null)
    .map(() => ({ uid: `${uid}#d`, action: 'linkBack' as const, constraints: [] }));
  const permissions: Permission[] = kind === 'permission' ? rules.map((each) => ({ ...each, duties })) : [];
  const prohibitions: Prohibition[] = kind === 'prohibition' ? rules : [];
  return {
    uid,
    agreementVersion: 1,
    title: { en: 'ODRL test suite' },
    governingLanguage: 'en',
    effectiveFrom: instantOf(Date.UTC(2000, 0, 1)),
    noticePeriod: duration('P30D'),
    tailPeriod: duration('P30D'),
    tailPolicy: 'keepPublished',
    freshness: duration('PT15M'),
    parties: [partyOf(GIVER), partyOf(taker)],
    permissions,
    prohibitions,
    obligations: [],
    commitments: [],
  };
}

function actionsOf(name: string | undefined): readonly RuleAction[] {
  const known = name === undefined ? undefined : ACTIONS[name];
  const actions = known ? [known] : name === 'use' ? USE : ANY_ACTION;
  return actions.map((action) => ({ action, refinements: [] }));
}

/** `and` and `or` as alternatives of terms that must all hold: one rule each. No constraint: one alternative without terms. */
function alternativesOf(policies: Store, rule: Term): readonly (readonly ConstraintTerm[])[] {
  return policies
    .getObjects(rule, `${ODRL}constraint`, null)
    .map((one) => alternatives(policies, one))
    .reduce(bothOf, [[]]);
}

type Alternatives = readonly (readonly ConstraintTerm[])[];

function bothOf(some: Alternatives, others: Alternatives): Alternatives {
  return some.flatMap((one) => others.map((other) => [...one, ...other]));
}

function alternatives(policies: Store, constraint: Term): Alternatives {
  const parts = (how: string): Alternatives[] =>
    policies.getObjects(constraint, `${ODRL}${how}`, null).map((one) => alternatives(policies, one));
  const or = parts('or');
  if (or.length > 0) return or.flat();
  const and = parts('and');
  if (and.length > 0) return and.reduce(bothOf, [[]]);
  const value = momentOf(only(policies.getObjects(constraint, `${ODRL}rightOperand`, null)));
  const term = (operator: OrderOperator): ConstraintTerm => ({ operand: 'dateTime', operator, value });
  const operator = shortName(only(policies.getObjects(constraint, `${ODRL}operator`, null)));
  if (operator === 'eq') return [[term('lteq'), term('gteq')]];
  if (operator === 'neq') return [[term('lt')], [term('gt')]];
  if (operator === 'lt' || operator === 'lteq' || operator === 'gt' || operator === 'gteq')
    return [[term(operator)]];
  throw new Error(`no such operator: ${operator}`);
}

/** The one duty of the suite, to compensate, by whatever duty the profile has. */
function dutiesIn(world: Store): UseQuestion['state']['duties'] {
  const [state] = world
    .getObjects(null, `${REPORT}deonticState`, null)
    .map(({ value }) => value.slice(REPORT.length));
  if (state === 'Fulfilled') return { linkBack: true };
  return state === 'Violated' ? { linkBack: false } : {};
}

function partyOf(did: string) {
  return { did, name: { en: did }, keyThumbprint: 'A'.repeat(43) };
}

function didOf(person: Term): string {
  return `did:web:${shortName(person)}.example`;
}

function momentOf({ value }: Term): Instant {
  return instantOf(Date.parse(value));
}

function duration(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

function shortName({ value }: Term): string {
  return value.slice(Math.max(value.lastIndexOf('/'), value.lastIndexOf('#')) + 1);
}

function only<T>(values: readonly T[]): T {
  const [value] = values;
  if (value === undefined) throw new Error('nothing where one thing was expected');
  return value;
}

function read(folder: string): readonly Store[] {
  return sharedNames(`${FOLDER}/${folder}`).map((name) => readFile(`${folder}/${name}`));
}

function fileAbout(files: readonly Store[], subject: Term): Store {
  return only(files.filter((one) => one.countQuads(subject, null, null, null) > 0));
}

function readFile(path: string): Store {
  return new Store(new Parser().parse(sharedText(`${FOLDER}/${path}`)));
}

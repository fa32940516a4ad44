import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ACTIONS,
  DELIVERY_CHANNELS,
  type Agreement,
  type ObligationEvent,
} from '#domain/agreement/agreement.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { AgreementEvent } from '#domain/agreement/agreement-record.ts';
import { compileAgreements, type CompiledAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { printReason } from '#domain/agreement/decision.ts';
import { followVersions } from '#domain/agreement/follow-versions.ts';
import { obligationsAfter } from '#domain/agreement/obligations-after.ts';
import { topicFacts } from '#domain/item/topic-tree.ts';
import { agreementsInForce } from '#domain/agreement/state-of.ts';
import {
  KEEP_ARCHIVED,
  KEEP_PUBLISHED,
  type ItemFacts,
  type UseQuestion,
  type UseRequest,
} from '#domain/agreement/use-question.ts';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { hasSharedData, needsSharedData, sharedText } from '#tests/town/shared-data.ts';
import { NEWS_TYPES } from '#domain/item/item.ts';
import { agreementDigestInput } from './agreement-digest-input.ts';
import { parseAgreement } from './parse-agreement.ts';
import { printAgreement } from './print-agreement.ts';

const OWN = join(import.meta.dirname, '../../../conformance/agreement');

/** One case as it is written down; `undefined` takes the default, `null` says "not known". */
type Facts = { readonly [name: string]: unknown };
type Case = {
  readonly id: string;
  readonly title: string;
  readonly now?: string;
  readonly item?: Facts;
  readonly request?: Facts;
  readonly state?: Facts;
  /** Instead of the agreements of the suite. */
  readonly agreements?: readonly string[];
  /** What was declared about which of them; then how they stand follows from it and is not in `state`. */
  readonly declared?: readonly (AgreementEvent & { readonly about: string })[];
};
type Defaults = {
  readonly defaults: {
    readonly now: string;
    readonly item: Facts;
    readonly request: Facts;
    readonly state: Facts;
  };
};
type DecisionCase = Case & {
  readonly expect: {
    readonly decision: 'permit' | 'deny';
    readonly agreement?: string;
    readonly rule?: string;
    /** Whose clause the first reason names. */
    readonly by?: string;
    readonly reasons?: readonly string[];
    readonly retryAt?: string;
    /** Each reason in full, and each term as it was judged. */
    readonly because?: readonly object[];
    readonly trace?: readonly object[];
    readonly duties?: readonly string[];
    readonly override?: string;
    readonly obligations?: readonly string[];
  };
};
type ObligationCase = Case & {
  readonly event: ObligationEvent;
  readonly holder: string;
  readonly expect: readonly string[];
};
type Edit = { readonly at: string; readonly set?: unknown; readonly remove?: true };
type Editable = { [name: string]: unknown };
type Variant = { readonly base: string; readonly edit: readonly Edit[] };
type Suite<C> = Defaults & {
  readonly agreements: readonly string[];
  readonly documents?: Readonly<Record<string, Variant>>;
  readonly cases: readonly C[];
};
type InvalidSuite = {
  readonly base: string;
  readonly cases: readonly {
    readonly why: string;
    readonly edit: readonly Edit[];
    readonly expect: object;
  }[];
};
/** Agreements by the name the cases call them. */
type Named = ReadonlyMap<string, Agreement>;

function parseJson(content: string, path: string): JsonObject {
  const json: unknown = JSON.parse(content);
  if (!isJsonObject(json)) throw new Error(`${path} holds no object`);
  return json;
}

function readJson(path: string): JsonObject {
  return parseJson(readFileSync(path, 'utf8'), path);
}

function readShared(path: string): JsonObject {
  return parseJson(sharedText(path), path);
}

function readSuite<C>(path: string): Suite<C> {
  return readJson(path) as unknown as Suite<C>;
}

function read(document: unknown, name: string): Agreement {
  const parsed = parseAgreement(document);
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.error)}`);
  return parsed.value;
}

function validDocument(name: string): unknown {
  return readJson(join(OWN, 'valid', `${name}.json`))['document'];
}

function namedIn(suite: Suite<unknown>, one: Case): Named {
  return new Map(
    (one.agreements ?? suite.agreements).map((name) => {
      const variant = suite.documents?.[name];
      const document = variant ? edited(validDocument(variant.base), variant) : validDocument(name);
      return [name, read(document, name)];
    }),
  );
}

/** A copy with some places set or taken out; a new uid is carried through to every rule. */
function edited(document: unknown, { edit }: Pick<Variant, 'edit'>): unknown {
  const uid = text(edit.find(({ at }) => at === '/uid')?.set);
  const json = JSON.stringify(document);
  const old = text((document as Editable)['uid']) ?? '';
  const copy: unknown = JSON.parse(uid === undefined ? json : json.replaceAll(old, uid));
  for (const { at, set, remove } of edit) {
    const path = at.split('/').slice(1);
    const name = path.pop() ?? '';
    const parent = path.reduce<Editable>((place, step) => place[step] as Editable, copy as Editable);
    if (!remove) parent[name] = set;
    else if (Array.isArray(parent)) parent.splice(Number(name), 1);
    else delete parent[name];
  }
  return copy;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const afterColon = (value: unknown): string | undefined => text(value)?.slice(String(value).indexOf(':') + 1);
const oneOf = <const T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((one) => one === value);

function instant(value: unknown): Instant | undefined {
  const at = parseInstant(text(value) ?? '');
  if (text(value) !== undefined && !at) throw new Error(`no instant: ${String(value)}`);
  return at;
}

/** Leaves out what is undefined: a fact that is not there. */
function known<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as never;
}

function itemOf(facts: Facts): ItemFacts {
  const ancestors = isJsonObject(facts['ancestors']) ? facts['ancestors'] : {};
  const topics = texts(facts['mediaTopics']).map((code) => ({ code, broader: texts(ancestors[code]) }));
  const embargo = facts['embargoEnd'];
  return known({
    uri: String(facts['uri']),
    provider: String(facts['provider']),
    topics: topicFacts(topics),
    newsType: oneOf(NEWS_TYPES, afterColon(facts['newsType'])),
    language: text(facts['language']),
    newsProducts: Array.isArray(facts['newsProducts']) ? texts(facts['newsProducts']) : undefined,
    status: oneOf(['usable', 'withheld', 'canceled'], text(facts['status'])),
    version: number(facts['version']),
    latestVersion: number(facts['latestVersion']),
    latestIsCorrection:
      facts['latestIsCorrection'] === undefined ? false : facts['latestIsCorrection'] === true,
    embargoEndAt: embargo === null ? 'none' : embargo === 'unknown' ? undefined : instant(embargo),
    offeredAt: instant(facts['offeredAt']),
  }) as ItemFacts;
}

function requestOf(facts: Facts): UseRequest {
  return known({
    actor: String(facts['actor']),
    action: oneOf([...ACTIONS, KEEP_ARCHIVED, KEEP_PUBLISHED], text(facts['action'])) ?? {
      unknown: String(facts['action']),
    },
    channel: oneOf(DELIVERY_CHANNELS, afterColon(facts['channel'])),
    territory: afterColon(facts['territory']),
    targetLanguage: text(facts['targetLanguage']),
    wordCount: number(facts['wordCount']),
    recipient: text(facts['recipient']),
  }) as UseRequest;
}

function questionOf(named: Named, { defaults }: Defaults, one: Case): UseQuestion {
  const state: Facts = { ...defaults.state, ...one.state };
  const count = number(state['countsThisPeriod']);
  const rules = [...named.values()].flatMap(({ permissions }) => permissions.map(({ uid }) => uid));
  const at = instant(one.now ?? defaults.now);
  if (!at) throw new Error(`${one.id} has no time`);
  return {
    request: requestOf({ ...defaults.request, ...one.request }),
    item: itemOf({ ...defaults.item, ...one.item }),
    state: known({
      headAgeSeconds: number(state['headAgeSeconds']),
      counts: new Map(count === undefined ? [] : rules.map((uid) => [uid, count])),
      counted: new Set(texts(state['counted']).map((rule) => longUid(named, rule))),
      publishedVersion: number(state['publishedVersion']),
      duties: isJsonObject(state['duties']) ? state['duties'] : {},
      overrides: Array.isArray(state['overrides']) ? state['overrides'] : undefined,
    }) as UseQuestion['state'],
    at,
  };
}

/** `name#rule` to the uid, and back: cases call agreements by name. */
function longUid(named: Named, short: string): string {
  const [name = '', rule = ''] = short.split('#');
  return `${named.get(name)?.uid}#${rule}`;
}

function shortUid(named: Named, uid: string | undefined): string {
  for (const [name, agreement] of named)
    if (uid?.startsWith(agreement.uid)) return `${name}${uid.slice(agreement.uid.length)}`;
  return String(uid);
}

function compiled(named: Named, suite: Defaults, one: Case): CompiledAgreements {
  return one.declared
    ? compileAgreements(declaredOf(named, one.declared, questionOf(named, suite, one).at))
    : compileAgreements(standingAsSaid(named, suite, one));
}

/** All of them signed by all, standing as the declarations have it. */
function declaredOf(
  named: Named,
  declared: NonNullable<Case['declared']>,
  at: Instant,
): readonly AgreementInForce[] {
  const records = [...named].map(([name, agreement]) => {
    const digest = digestOf(agreement);
    return {
      agreement,
      digest,
      signatures: agreement.parties.map(({ did }) => ({ by: did, kid: `${did}#1`, digest, verified: true })),
      events: declared
        .filter(({ about }) => about === name)
        .map((event) => ({ ...event, at: instant(event.at) ?? at })),
    };
  });
  return agreementsInForce(followVersions(records), at);
}

function standingAsSaid(named: Named, { defaults }: Defaults, one: Case): readonly AgreementInForce[] {
  const state: Facts = { ...defaults.state, ...one.state };
  const forOne = (value: unknown, name: string): unknown => (isJsonObject(value) ? value[name] : value);
  return [...named].map(([name, agreement]): AgreementInForce => {
    const endsAt = instant(forOne(state['endsAt'], name));
    const standing = text(forOne(state['agreementStatus'], name));
    return {
      agreement,
      digest: digestOf(agreement),
      standing: oneOf(['active', 'suspended', 'terminated'], standing) ?? 'active',
      suspendedRules: texts(state['suspendedRules']).map((rule) => ({
        uid: longUid(named, `${name}${rule}`),
        by: agreement.permissions.find(({ uid }) => uid.endsWith(rule))?.assigner ?? '',
      })),
      ...(endsAt ? { endsAt } : {}),
    };
  });
}

function digestOf(agreement: Agreement): Digest {
  const bytes = Buffer.from(agreementDigestInput(printAgreement(agreement)), 'utf8');
  const digest = parseDigest(`sha-256:${createHash('sha256').update(bytes).digest('base64url')}`);
  if (!digest) throw new Error('no digest');
  return digest;
}

/** A case names what matters to it; `retryAt` and `override` matter always. */
function expectDecision(named: Named, suite: Defaults, one: DecisionCase): void {
  const decision = decideUse(compiled(named, suite, one), questionOf(named, suite, one));
  const nameOf = (uid: string | undefined): string | undefined =>
    [...named].find(([, agreement]) => agreement.uid === uid)?.[0];
  const said = {
    decision: decision.permitted ? 'permit' : 'deny',
    agreement: nameOf(decision.agreement?.uid),
    rule: fragment(decision.rule),
    by: nameOf(decision.because[0]?.clause?.agreement),
    reasons: decision.because.map(printReason),
    retryAt: decision.retryAt?.replace('.000Z', 'Z'),
    because: decision.because,
    trace: decision.trace,
    duties: decision.duties.map(({ uid }) => fragment(uid)),
    override: decision.override,
    obligations: decision.obligations.map((due) => `${fragment(due.rule)}:${due.action}:${due.dueIn}`),
  };
  expect(said).toMatchObject({
    ...one.expect,
    retryAt: one.expect.retryAt,
    override: one.expect.override,
  });
}

function fragment(uid: string | undefined): string | undefined {
  return uid?.slice(Math.max(0, uid.indexOf('#')));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(OWN, folder)).filter((name) => name.endsWith('.json'));
}

describe.skipIf(!hasSharedData)(`the example agreement${needsSharedData}`, () => {
  const path = 'agreement/agreement-example.jsonld';

  test('is read without loss: printing it gives the same document', () => {
    expect(printAgreement(read(readShared(path), path))).toEqual(readShared(path));
  });

  test('has the digest that both sides signed', () => {
    const vectors = readShared('protocol/vectors.json') as { agreement?: unknown };
    const agreement = read(readShared(path), path);
    const jcsBytes = Buffer.byteLength(agreementDigestInput(printAgreement(agreement)));
    expect(vectors.agreement).toMatchObject({ jcsBytes, digest: digestOf(agreement) });
  });
});

describe.skipIf(!hasSharedData)(`the 36 known answers for the example agreement${needsSharedData}`, () => {
  const suite = hasSharedData
    ? (readShared('agreement/eval-cases.json') as unknown as Suite<DecisionCase>)
    : undefined;
  const path = 'agreement/agreement-example.jsonld';

  test('are 36', () => expect(suite?.cases.length).toBe(36));

  test.each(suite?.cases ?? [])('$id: $title', (one) => {
    if (suite) expectDecision(new Map([['example', read(readShared(path), path)]]), suite, one);
  });
});

describe('valid documents', () => {
  test.each(filesIn('valid'))('%s is read without loss and has the digest it names', (file) => {
    const { document, digest } = readJson(join(OWN, 'valid', file));
    const agreement = read(document, file);
    expect(printAgreement(agreement)).toEqual(document);
    expect(digestOf(agreement)).toBe(digest);
  });
});

describe.each(filesIn('invalid'))('invalid/%s', (file) => {
  const { base, cases } = readJson(join(OWN, 'invalid', file)) as unknown as InvalidSuite;

  test.each(cases)('$expect.at is refused as $expect.why: $why', ({ edit, expect: expected }) => {
    const parsed = parseAgreement(edited(validDocument(base), { edit }));
    expect(parsed).toMatchObject({ ok: false, error: { code: 'agreement-invalid', ...expected } });
  });
});

describe.each(filesIn('decisions'))('decisions/%s', (file) => {
  const suite = readSuite<DecisionCase>(join(OWN, 'decisions', file));

  test.each(suite.cases)('$id: $title', (one) => expectDecision(namedIn(suite, one), suite, one));
});

describe.each(filesIn('obligations'))('obligations/%s', (file) => {
  const suite = readSuite<ObligationCase>(join(OWN, 'obligations', file));

  test.each(suite.cases)('$id: $title', (one) => {
    const named = namedIn(suite, one);
    const { item, at } = questionOf(named, suite, one);
    const { event, holder } = one;
    const due = obligationsAfter(compiled(named, suite, one), { event, holder, item, at });
    expect(
      due.map(({ clause, action, dueAt, onKill }) =>
        [shortUid(named, clause.uid), action, dueAt.replace('.000Z', 'Z'), onKill].join(':'),
      ),
    ).toEqual(one.expect);
  });
});

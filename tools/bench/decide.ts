import { compileAgreements } from '#domain/agreement/compile-agreements.ts';
import { decideUse } from '#domain/agreement/decide-use.ts';
import { printReason } from '#domain/agreement/decision.ts';
import { draftFromTemplate } from '#domain/agreement/draft-from-template.ts';
import { itemFacts } from '#domain/agreement/item-facts.ts';
import type { AgreementInForce } from '#domain/agreement/agreement-in-force.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import { parseDigest } from '#kernel/digest.ts';
import { parseDuration } from '#kernel/duration.ts';
import { instantOf, type Instant } from '#kernel/instant.ts';
import { admitVersions } from '#app/item/admit-version.ts';
import { nodeHash, systemClock, systemIds } from '#engines/world.ts';
import { wireReads } from '#store/reads/wire.ts';
import { benchItem } from './bench-items.ts';
import type { BenchStore } from './bench-store.ts';
import { byHands, inTurns, perSecond, type Figure } from './measure.ts';

const US = 'did:web:us.example';
const DECISIONS = 100_000;
const AT = instantOf(Date.UTC(2027, 2, 10, 8));

/** Decisions a second on one core, beside the same with one agreement; and what deciding adds to a page of the wire. */
export async function decide(store: BenchStore): Promise<readonly Figure[]> {
  return [
    await figureOf({ ...GRANTED, agreements: 50 }, '≥ 100,000/s'),
    await figureOf({ ...GRANTED, agreements: 500 }, 'cost < 5 × that of one'),
    await figureOf({ ...DENIED, agreements: 50 }, '≥ 100,000/s'),
    await figureOfPage(store),
  ];
}

type Case = {
  readonly what: string;
  readonly agreements: number;
  /** DID of the giver of the agreement of this number. */
  readonly giver: (index: number) => string;
  readonly territory: string;
  readonly permitted: boolean;
};

const GRANTED = {
  what: 'granted, each agreement with another partner',
  giver: (index: number) => `did:web:p${index}.example`,
  territory: 'VN',
  permitted: true,
};

/** The hardest: all agreements are with this partner, and each is looked at before the answer is no. */
const DENIED = {
  what: 'denied, all agreements with one partner',
  giver: () => 'did:web:p0.example',
  territory: 'JP',
  permitted: false,
};

async function figureOf(one: Case, goal: string): Promise<Figure> {
  const rates = await inTurns(
    3,
    () => decisionRate({ ...one, agreements: 1 }),
    () => decisionRate(one),
  );
  return {
    work: `decideUse, ${one.agreements} agreements in force: ${one.what}`,
    unit: 'decisions/s',
    limitName: 'the same with 1 agreement',
    ...rates,
    goal,
  };
}

async function decisionRate(one: Case): Promise<number> {
  const ask = asker(one);
  const speed = await perSecond(DECISIONS, () => {
    for (let index = 0; index < DECISIONS; index += 1) ask(1);
    return Promise.resolve();
  });
  return speed;
}

const PAGE = 50;
const PAGES = 200;

/** A page of the wire read from PostgreSQL, and beside it the decisions on its 50 items under 50 agreements. */
async function figureOfPage(store: BenchStore): Promise<Figure> {
  await store.transact(store.agency.id, (stores) =>
    admitVersions(
      { stores, ids: systemIds, hash: nodeHash },
      Array.from({ length: PAGE }, (_, index) => ({
        version: benchItem(store.agency.did, index, AT),
        origin: 'own' as const,
        at: AT,
      })),
    ),
  );
  const wire = wireReads(store.app.db);
  const ask = asker({ ...GRANTED, agreements: 50 });
  const { limit, ours } = await inTurns(
    3,
    () =>
      perSecond(PAGES, () =>
        byHands(1, PAGES, () =>
          wire.list(store.agency.id, { at: systemClock.now(), from: 'all', limit: PAGE }),
        ),
      ),
    () =>
      perSecond(PAGES, () =>
        byHands(1, PAGES, () => {
          for (let index = 0; index < PAGE; index += 1) ask(index);
          return Promise.resolve();
        }),
      ),
  );
  return {
    work: `deciding on the ${PAGE} items of a wire page, 50 agreements in force`,
    unit: 'ms a page',
    limitName: 'reading the page from PostgreSQL',
    limit: 1000 / limit,
    ours: 1000 / ours,
    goal: '< 2 ms',
  };
}

/** Asks once about the item of a number, and makes sure of the answer. */
function asker(one: Case): (item: number) => void {
  const compiled = compileAgreements(
    Array.from({ length: one.agreements }, (_, index) => agreementWith(index, one.giver(index))),
  );
  const rules = [...compiled.directions.values()]
    .flat()
    .flatMap((direction) => [...direction.permissions.values()].flat());
  const counts = new Map(rules.map(({ permission }) => [permission.uid, 10]));
  const state = { headAgeSeconds: 30, counts, duties: { attribute: true, linkBack: true } };
  const request = { actor: US, action: 'publish', channel: 'web', territory: one.territory } as const;
  const items = Array.from({ length: PAGE }, (_, index) =>
    itemFacts(benchItem(one.giver(0), index, AT), {
      status: 'usable',
      latestVersion: 1,
      latestIsCorrection: false,
      offeredAt: AT,
    }),
  );
  return (index) => {
    const item = items[index];
    if (!item) throw new Error(`the bench has no item ${index}`);
    const { permitted, because } = decideUse(compiled, { request, item, state, at: AT });
    if (permitted !== one.permitted)
      throw new Error(`the bench expected another answer than ${because.map(printReason).join(', ')}`);
  };
}

const GIVES: DirectionAnswers = {
  topics: [],
  newsTypes: ['text', 'picture'],
  languages: [],
  channels: ['web', 'app'],
  territories: ['VN', 'CN'],
  translateInto: ['vi', 'en'],
  quota: 1000,
  quotaZone: 'Asia/Shanghai',
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
};

function agreementWith(index: number, giver: string): AgreementInForce {
  const party = (did: string) => ({ did, name: { en: did }, keyThumbprint: 'k'.repeat(43) });
  const drafted = draftFromTemplate(
    {
      template: 'news-exchange',
      parties: [party(giver), party(US)],
      title: { en: 'Bench' },
      governingLanguage: 'en',
      effectiveFrom: at(2027, 0),
      effectiveUntil: at(2028, 0),
      freshness: parseDuration('PT15M') ?? fail('duration'),
      give: GIVES,
      receive: GIVES,
    },
    `urn:uuid:00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  );
  if (!drafted.ok) throw new Error(`the bench agreement was refused: ${drafted.error.field}`);
  const digest = parseDigest(`sha-256:${String(index).padStart(43, 'A')}`) ?? fail('digest');
  return { agreement: drafted.value, digest, standing: 'active', suspendedRules: [] };
}

function at(year: number, month: number): Instant {
  return instantOf(Date.UTC(year, month, 1));
}

function fail(what: string): never {
  throw new Error(`the bench's own ${what} does not parse`);
}

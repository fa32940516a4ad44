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
import { benchItem } from './bench-items.ts';
import { inTurns, perSecond, type Figure } from './measure.ts';

const US = 'did:web:us.example';
const DECISIONS = 100_000;
const AT = instantOf(Date.UTC(2027, 2, 10, 8));

/** Decisions a second on one core, with 50 agreements in force and with 500; the limit is one agreement. */
export async function decide(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const agreements of [50, 500]) {
    const { limit, ours } = await inTurns(
      3,
      () => decideWith(1),
      () => decideWith(agreements),
    );
    figures.push({
      work: `decideUse, ${agreements} agreements in force`,
      unit: 'decisions/s',
      limitName: 'the same with 1 agreement',
      limit,
      ours,
      goal: agreements === 50 ? '≥ 100,000/s' : 'cost < 5 × that of one',
    });
  }
  return figures;
}

async function decideWith(count: number): Promise<number> {
  const compiled = compileAgreements(Array.from({ length: count }, (_, index) => agreementWith(index)));
  const version = benchItem('did:web:p0.example', 1, AT);
  const item = itemFacts(version, {
    status: 'usable',
    latestVersion: 1,
    latestIsCorrection: false,
    offeredAt: AT,
  });
  const rules = [...compiled.directions.values()]
    .flat()
    .flatMap((one) => [...one.permissions.values()].flat());
  const counts = new Map(rules.map(({ permission }) => [permission.uid, 10]));
  const state = { headAgeSeconds: 30, counts, duties: { attribute: true, linkBack: true } };
  const request = { actor: US, action: 'publish', channel: 'web', territory: 'VN' } as const;
  let permitted = 0;
  const speed = await perSecond(DECISIONS, () => {
    for (let index = 0; index < DECISIONS; index += 1) {
      if (decideUse(compiled, { request, item, state, at: AT }).permitted) permitted += 1;
    }
    return Promise.resolve();
  });
  if (permitted !== DECISIONS) {
    const { because } = decideUse(compiled, { request, item, state, at: AT });
    throw new Error(`the bench's decision should permit: ${because.map(printReason).join(', ')}`);
  }
  return speed;
}

const GIVES: DirectionAnswers = {
  topics: [],
  newsTypes: ['text', 'picture'],
  languages: [],
  channels: ['web', 'app'],
  territories: ['VN', 'CN'],
  translateInto: ['vi', 'en'],
  monthlyQuota: 1000,
  quotaZone: 'Asia/Shanghai',
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
};

function agreementWith(index: number): AgreementInForce {
  const party = (did: string) => ({ did, name: { en: did }, keyThumbprint: 'k'.repeat(43) });
  const drafted = draftFromTemplate(
    {
      template: 'news-exchange',
      parties: [party(`did:web:p${index}.example`), party(US)],
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

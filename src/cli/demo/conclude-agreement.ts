import { draftAgreement, listAgreements, readAgreement, signAgreement } from '#contract/agreement.ts';
import type { Body } from '#contract/endpoint.ts';
import { readSession } from '#contract/session.ts';
import type { DeskClient } from '../desk-client.ts';
import { doOnce, until } from './until.ts';

type Draft = Body<typeof draftAgreement>;

const BOTH_WAYS = {
  topics: [],
  newsTypes: ['text', 'picture'],
  channels: ['web', 'app', 'social'],
  mayModify: true,
  linkBack: true,
  reportUseHours: 24,
  correctionHours: 6,
  killHours: 1,
  onKill: 'automatic',
  quota: 200,
} satisfies Partial<Draft['give']>;

const DAY_MS = 86_400_000;

/** The demo's agreement as the Vietnamese side drafts it: news both ways, translated, kills carried out by themselves. */
export function demoDraft(partner: string, today: Date): Draft {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  return {
    template: 'news-exchange',
    partner,
    title: {
      vi: 'Thỏa thuận trao đổi tin Sông Hàn – Lộ Giang',
      'zh-Hans': '瀚江—鹭江新闻交换协议',
      en: 'News exchange Song Han – Lujiang',
    },
    effectiveFrom: new Date(midnight).toISOString(),
    effectiveUntil: new Date(midnight + 365 * DAY_MS).toISOString(),
    governingLanguage: 'en',
    freshnessMinutes: 15,
    give: {
      ...BOTH_WAYS,
      languages: ['vi', 'en'],
      territories: ['CN', 'VN'],
      translateInto: ['zh-Hans', 'en'],
    },
    receive: {
      ...BOTH_WAYS,
      languages: ['zh-Hans', 'en'],
      territories: ['VN', 'CN'],
      translateInto: ['vi', 'en'],
    },
  };
}

/** Drafts, signs and countersigns, or goes on where an earlier attempt stopped; ends when it is in force at both. */
export async function concludeAgreement(drafter: DeskClient, countersigner: DeskClient): Promise<string> {
  const partner = await agencyOf(countersigner);
  const uid = await doOnce(
    'a draft',
    async () => (await standing(drafter, partner))?.uid,
    async () => {
      await drafter.demand(draftAgreement, { body: demoDraft(partner, new Date()) });
    },
  );
  await sign(drafter, uid, ['draft']);
  await until(`the draft ${uid} arrives`, () => read(countersigner, uid));
  await sign(countersigner, uid, ['received']);
  for (const desk of [drafter, countersigner])
    await until(`in force at ${desk.origin}`, async () => (await read(desk, uid)).state === 'in-force');
  return uid;
}

/** Signs exactly the bytes that were read, if the agreement waits for this side. */
async function sign(desk: DeskClient, uid: string, waiting: readonly string[]): Promise<void> {
  await doOnce(
    `the signature of ${desk.origin}`,
    async () => !waiting.includes((await read(desk, uid)).state),
    async () => {
      const { digest } = await read(desk, uid);
      await desk.demand(signAgreement, { params: { uid }, body: { digest } });
    },
  );
}

function read(desk: DeskClient, uid: string) {
  return desk.demand(readAgreement, { params: { uid }, query: {} });
}

async function standing(desk: DeskClient, partner: string) {
  const { agreements } = await desk.demand(listAgreements, {});
  return agreements.find(({ parties }) => parties.some(({ did }) => did === partner));
}

async function agencyOf(desk: DeskClient): Promise<string> {
  const { agency } = await desk.demand(readSession, {});
  return agency.did;
}

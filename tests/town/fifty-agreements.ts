import type { DeskClient } from '#cli/desk-client.ts';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { until } from '#cli/demo/until.ts';
import { draftAgreement, listAgreements, signAgreement } from '#contract/agreement.ts';
import { listPartners } from '#contract/partner.ts';

const DAY_MS = 86_400_000;
const SUBJECTS = [
  { vi: 'Kinh tế', 'zh-Hans': '经济', en: 'Economy' },
  { vi: 'Văn hóa', 'zh-Hans': '文化', en: 'Culture' },
  { vi: 'Thể thao', 'zh-Hans': '体育', en: 'Sport' },
  { vi: 'Du lịch', 'zh-Hans': '旅游', en: 'Tourism' },
  { vi: 'Thủy sản', 'zh-Hans': '渔业', en: 'Fisheries' },
] as const;

/** Days from today to the end: some near, some far. */
const ENDS = [5, 20, 45, 80, 200, 320, 400, 550, 700, 1000] as const;

/** What two nodes bear at once without waiting for connections. */
const AT_ONCE = 8;

/** Two desks with fifty agreements between them: of several terms and quotas, the last four not countersigned. */
export async function fiftyAgreements(drafter: DeskClient, countersigner: DeskClient): Promise<void> {
  const [partner] = (await drafter.demand(listPartners, {})).partners;
  const did = partner?.agency.did ?? '';
  const today = new Date();
  const before = (await drafter.demand(listAgreements, {})).agreements.length;
  const missing = Array.from({ length: 50 - before }, (_, index) => before + index);
  await eachOf(missing, (index) => drafter.demand(draftAgreement, { body: draftOf(did, today, index) }));
  await signAll(drafter, 'draft', 50);
  await until(
    'all proposals arrive',
    async () => (await waiting(countersigner, 'received')).length >= 50 - before,
  );
  await signAll(countersigner, 'received', 46 - before);
  await until(
    'the signatures arrive',
    async () => (await waiting(drafter, 'in-force')).length >= 46 - before,
  );
}

function draftOf(partner: string, today: Date, index: number) {
  const subject = SUBJECTS[index % SUBJECTS.length] ?? SUBJECTS[0];
  const days = ENDS[index % ENDS.length] ?? 365;
  const draft = demoDraft(partner, today);
  return {
    ...draft,
    title: {
      vi: `${subject.vi} – hợp tác số ${index + 1}`,
      'zh-Hans': `${subject['zh-Hans']}合作第${index + 1}号`,
      en: `${subject.en}, cooperation no. ${index + 1}`,
    },
    effectiveFrom: new Date(today.getTime() - (index + 1) * 20 * DAY_MS).toISOString(),
    effectiveUntil: new Date(today.getTime() + days * DAY_MS).toISOString(),
    give: { ...draft.give, quota: 10 + index },
    ...(draft.receive ? { receive: { ...draft.receive, quota: 30 + index } } : {}),
  };
}

async function waiting(desk: DeskClient, state: string) {
  return (await desk.demand(listAgreements, {})).agreements.filter((one) => one.state === state);
}

async function signAll(desk: DeskClient, state: string, most: number): Promise<void> {
  const agreements = (await waiting(desk, state)).slice(0, most);
  await eachOf(agreements, ({ uid, digest }) =>
    desk.demand(signAgreement, { params: { uid }, body: { digest } }),
  );
}

/** Does it for each, a few at a time. */
async function eachOf<T>(all: readonly T[], act: (one: T) => Promise<unknown>): Promise<void> {
  const rest = [...all];
  const hand = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
}

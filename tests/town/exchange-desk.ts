import { appendEntry } from '#app/channel/append-entry.ts';
import { correctStory } from '#app/correction/correct-story.ts';
import { killFromWire, killStory } from '#app/correction/kill-story.ts';
import { followStop, releaseStory, withholdStory } from '#app/correction/withhold-story.ts';
import { offerAgain, withdrawOffer } from '#app/correction/withdraw-offer.ts';
import { sendReceiptOf } from '#app/correction/send-receipt.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { offerItem } from '#app/offer/offer-item.ts';
import { offerStanding } from '#app/offer/offer-standing.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { reportTake } from '#app/take/report-take.ts';
import { takeItem } from '#app/take/take-item.ts';
import { reportUsage } from '#app/usage/report-usage.ts';
import { plusSeconds } from '#kernel/instant.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { NoticeView, RecallView } from '#ports/reads/recalls.ts';
import type { ClaimedJob } from '#ports/outbox-store.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { agreementDesk } from './agreement-desk.ts';
import { testItem } from './test-item.ts';
import type { Town, TownAgency } from './two-agencies.ts';

/** Of what the agreement of `agreementDesk` selects. */
export const ECONOMY = [{ code: 'medtop:04000000', broader: [] }];
const EDITOR = '11111111-1111-4111-8111-111111111111';

/** Stories between Hanoi, who gives, and Nanning, who takes, told in a test's words. */
export function exchangeDesk(town: Town) {
  const { hanoi, nanning } = town;
  const everybody = town.agencies;
  const agreements = agreementDesk(town);
  const by = ({ agency }: TownAgency) => ({ agency, personId: EDITOR, at: town.now() });

  const does = async (one: TownAgency, job: ClaimedJob['job']): Promise<void> => {
    const to = { agency: one.agency, at: town.now() };
    if (job.topic === 'item-killed') await killFromWire(one.tools, to, job.payload.itemId);
    if (job.topic === 'item-admitted') {
      await offerItem(one.tools, to, job.payload.itemId);
      await followStop(one.tools, to, job.payload.itemId);
    }
    if (job.topic === 'agreement-changed') await offerStanding(one.tools, to);
    if (job.topic === 'taken') await reportTake(one.tools, to, job.payload.takeId);
    if (job.topic === 'usage-report') await reportUsage(one.tools, to, job.payload);
    if (job.topic === 'receipt') await sendReceiptOf(one.tools, to, job.payload.noticeId);
  };
  const TOPICS = [
    'agreement-changed',
    'item-killed',
    'item-admitted',
    'taken',
    'usage-report',
    'receipt',
  ] as const;
  /** What the workers do, without a word to the other side. */
  const workAt = async (one: TownAgency): Promise<void> => {
    for (const topic of TOPICS) for (const job of await town.work(one, topic)) await does(one, job);
  };
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) {
      for (const one of everybody) await workAt(one);
      await town.exchange();
    }
  };
  const itemAt = async (one: TownAgency, guid: string) => {
    const item = await town.within(one, ({ items }) =>
      items.findByName({ provider: hanoi.agency.did, guid }),
    );
    if (!item) throw new Error(`no item ${guid}`);
    return item;
  };
  const admit = (version: Partial<ItemVersion>) =>
    town.within(hanoi, (stores) =>
      admitVersion(
        { stores, ids: hanoi.tools.ids, hash: hanoi.tools.hash },
        {
          version: testItem({ subjects: ECONOMY, ...version, provider: hanoi.agency.did }),
          origin: 'own',
          at: town.now(),
        },
      ),
    );
  const reads = ({ tools, agency }: TownAgency) => ({
    recalls: (): Promise<RecallView[]> =>
      recallReads(town.database.app.db, tools.publicOrigin).recalls(agency.id, town.now()),
    notices: (): Promise<NoticeView[]> =>
      recallReads(town.database.app.db, tools.publicOrigin).notices(agency.id, town.now()),
  });

  return {
    agreements,
    by,
    workAt,
    settle,
    itemAt,
    admit,
    /** The editor who presses the keys on both sides. */
    async hire(): Promise<void> {
      const person = { id: EDITOR, email: 'editor@town.example', name: 'Editor', language: 'en' };
      const people = town.database.migrator.db
        .insertInto('person')
        .values({ ...person, created_at: town.now() });
      await people.onConflict((conflict) => conflict.doNothing()).execute();
    },
    correct: async (guid: string, headline: string) =>
      correctStory(hanoi.tools, by(hanoi), {
        itemId: (await itemAt(hanoi, guid)).id,
        note: `Now: ${headline}`,
        reasonClass: 'error',
        headline,
        edits: [],
      }),
    kill: async (guid: string) =>
      killStory(hanoi.tools, by(hanoi), {
        itemId: (await itemAt(hanoi, guid)).id,
        reasonClass: 'error',
        publicReason: 'It did not happen',
      }),
    withhold: async (guid: string) =>
      withholdStory(hanoi.tools, by(hanoi), {
        itemId: (await itemAt(hanoi, guid)).id,
        reasonClass: 'safety',
        publicReason: 'Two sources disagree',
      }),
    withdrawOffer: async (guid: string) =>
      withdrawOffer(hanoi.tools, by(hanoi), {
        itemId: (await itemAt(hanoi, guid)).id,
        reasonClass: 'rights',
        publicReason: 'Sold to another',
      }),
    offerAgain: async (guid: string) => offerAgain(hanoi.tools, by(hanoi), (await itemAt(hanoi, guid)).id),
    release: async (guid: string) =>
      releaseStory(hanoi.tools, by(hanoi), {
        itemId: (await itemAt(hanoi, guid)).id,
        publicReason: 'Confirmed',
      }),
    take: async (guid: string) => {
      const taken = await takeItem(nanning.tools, by(nanning), {
        itemId: (await itemAt(nanning, guid)).id,
        use: 'as-is',
      });
      if (!taken.ok) throw new Error(JSON.stringify(taken.error));
      return taken.value;
    },
    publish: async (guid: string, correctionNote?: string) => {
      const files = { read: async () => undefined };
      const makeDerivative = async () => {
        throw new Error('these stories have no pictures');
      };
      return publishStory(
        { ...nanning.tools, files, makeDerivative },
        {
          agencyId: nanning.agency.id,
          storyId: (await itemAt(nanning, guid)).id,
          personId: EDITOR,
          at: town.now(),
          ...(correctionNote === undefined ? {} : { correctionNote }),
        },
      );
    },
    later: (seconds: number) => plusSeconds(town.now(), seconds),
    offer: (itemId: string) => offerItem(hanoi.tools, { agency: hanoi.agency, at: town.now() }, itemId),
    /** Hanoi writes an entry that means nothing. */
    say: (type: 'note', data: JsonObject = {}) =>
      town.within(hanoi, (stores) =>
        appendEntry(stores, hanoi.tools, by(hanoi), { partnerDid: nanning.agency.did, type, data }),
      ),
    /** Hanoi writes a release, whether or not one is due. */
    sayReleased: async (guid: string) =>
      town.within(hanoi, (stores) =>
        appendEntry(stores, hanoi.tools, by(hanoi), {
          partnerDid: nanning.agency.did,
          type: 'item.released',
          subject: guid,
          data: { guid, version: 1, reasonClass: 'other', publicReason: '' },
        }),
      ),
    /** Nanning says that a story of Hanoi runs at an address of its own. */
    report: (guid: string) =>
      town.within(nanning, (stores) =>
        appendEntry(stores, nanning.tools, by(nanning), {
          partnerDid: hanoi.agency.did,
          type: 'usage.reported',
          subject: guid,
          data: {
            usage: 'one',
            url: `${nanning.origin}/vi/story-1`,
            language: 'vi',
            version: 1,
            state: 'live',
            publishedAt: town.now(),
          },
        }),
      ),
    /** Nanning says that it overrides a denial for a story, in whatever shape. */
    override: (guid: string, data: JsonObject) =>
      town.within(nanning, (stores) =>
        appendEntry(stores, nanning.tools, by(nanning), {
          partnerDid: hanoi.agency.did,
          type: 'use.overridden',
          subject: guid,
          data,
        }),
      ),
    recallsOf: reads(hanoi).recalls,
    noticesOf: reads(nanning).notices,
    /** States of the newest recall of Hanoi at Nanning, by kind. */
    reachOf: async (kind: RecallView['kind']) =>
      (await reads(hanoi).recalls())
        .filter((one) => one.kind === kind)
        .map(({ version, reach }) => `v${version} ${reach.map(({ state }) => state).join()}`),
  };
}

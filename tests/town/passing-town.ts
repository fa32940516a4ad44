import { expect } from 'vitest';
import { passOn } from '#app/offer/pass-on.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { takeItem } from '#app/take/take-item.ts';
import type { DirectionAnswers } from '#domain/agreement/template-answers.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { printPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import { entryEffects, objectEffects } from '#main/wire/entry-effects.ts';
import { recallReads } from '#store/reads/recalls.ts';
import { DIRECTION } from './agreement-desk.ts';
import { exchangeDesk } from './exchange-desk.ts';
import type { TestDatabase } from './test-database.ts';
import { threeAgencies, type TownAgency } from './two-agencies.ts';

export const GUID = 'urn:newsml:wire.example:20270101:river';

export type PassingTown = Awaited<ReturnType<typeof passingTown>>;

/** Hanoi gives to Nanning, which gives to Vientiane; Hanoi and Vientiane do not know each other. */
export async function passingTown(database: TestDatabase) {
  const town = await threeAgencies({ database, effects: entryEffects, objectEffects });
  const { hanoi, nanning, vientiane } = town;
  await town.pin([hanoi, nanning]);
  await town.pin([nanning, vientiane]);
  const desk = exchangeDesk(town);
  await desk.hire();
  const uids = { from: '', to: '' };

  const passedTo = async (partner = vientiane, guid = GUID) => {
    const { id: itemId } = await desk.itemAt(nanning, guid);
    return passOn(nanning.tools, desk.by(nanning), { itemId, partnerDid: partner.agency.did });
  };
  const nameThere = () => ({
    provider: nanning.agency.did,
    guid: printPassedOnUri({ provider: hanoi.agency.did, guid: GUID }),
  });
  const there = () => town.within(vientiane, ({ items }) => items.findByName(nameThere()));
  const itemThere = async () => {
    const item = await there();
    if (!item) throw new Error('nothing was passed on');
    return item;
  };
  const taken = async (version: Partial<ItemVersion> = {}): Promise<void> => {
    await desk.admit({ guid: GUID, ...version });
    await desk.settle();
    await desk.take(GUID);
    town.pass(20);
    await desk.settle();
  };
  const takenThere = async () => {
    const item = await itemThere();
    const order = { itemId: item.id, use: 'as-is' } as const;
    expect(await takeItem(vientiane.tools, desk.by(vientiane), order)).toMatchObject({ ok: true });
    town.pass(20);
    await desk.settle();
    return item;
  };
  const publishThere = async (correctionNote?: string) => {
    const { tools, agency } = vientiane;
    const needs = {
      ...tools,
      files: { read: async () => undefined },
      makeDerivative: () => Promise.reject(new Error('no pictures')),
    };
    return publishStory(needs, {
      agencyId: agency.id,
      storyId: (await itemThere()).id,
      personId: desk.by(vientiane).personId,
      at: town.now(),
      ...(correctionNote === undefined ? {} : { correctionNote }),
    });
  };
  const notices = ({ agency, tools }: TownAgency) =>
    recallReads(database.app.db, tools.publicOrigin).notices(agency.id, town.now());

  return {
    town,
    desk,
    uids,
    passedTo,
    nameThere,
    there,
    taken,
    takenThere,
    publishThere,
    notices,
    /** What Vientiane may do with Hanoi’s is within what Nanning may publish: the web, and no translation. */
    async agreed(
      lets: Partial<DirectionAnswers> = { passOnTo: [vientiane.agency.did] },
      gives: Partial<DirectionAnswers> = { providers: [hanoi.agency.did], linkBack: true, translateInto: [] },
    ): Promise<void> {
      uids.from = await desk.agreements.signedByBoth(lets);
      uids.to = await desk.agreements.draft(nanning, vientiane, { ...DIRECTION, ...gives });
      await desk.agreements.sign(nanning, uids.to);
      await town.exchange();
      await desk.agreements.sign(vientiane, uids.to);
      await desk.settle();
    },
    async passedOn(version: Partial<ItemVersion> = {}): Promise<void> {
      await taken(version);
      expect(await passedTo()).toMatchObject({ ok: true });
      await desk.settle();
    },
    async publishedThere() {
      const item = await takenThere();
      expect(await publishThere()).toMatchObject({ ok: true });
      await desk.settle();
      return item;
    },
    async latestThere() {
      const item = await there();
      return town.within(vientiane, async ({ items }) =>
        item ? (await items.version(item.id, item.latestVersion))?.content : undefined,
      );
    },
    async pagesThere() {
      const { id } = await itemThere();
      const pages = await town.within(vientiane, ({ publications }) => publications.ofItem(id));
      return pages.map(({ state, version }) => `${state} v${version}`);
    },
    noticesAt: async (one: TownAgency) => (await notices(one)).map(({ kind, state }) => `${kind} ${state}`),
  };
}

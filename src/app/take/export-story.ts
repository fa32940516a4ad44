import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Reason } from '#domain/agreement/decision.ts';
import { rulesAboutItem } from '#domain/agreement/rules-about-item.ts';
import { sayItemRules } from '#domain/agreement/say/say-item-rules.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { OutgoingItem, OutgoingRights } from '#formats/outgoing-item.ts';
import { printOutgoing, type OutgoingFile, type OutgoingFormat } from '#formats/print-outgoing.ts';
import { printItemPolicy } from '#formats/rightsml/print-item-policy.ts';
import { asPictures, gatherUse, type UseContext } from '#app/agreement/judge-use.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { answerTake, refusalOf, type Answered } from './take-item.ts';

type ExportStores = {
  readonly items: ItemStore;
  readonly takes: TakeStore;
  readonly partners: Pick<PartnerStore, 'find'>;
  readonly useState: UseStateReader;
  readonly decisions: DecisionStore;
  readonly activities: ActivityStore;
};

export type ExportNeeds = {
  readonly transact: Transact<ExportStores>;
  readonly ids: Ids;
  readonly hash: Hash;
};

/** A story as a file for another system, and what of it may not leave. */
export type ExportedStory = OutgoingFile & { readonly fileName: string; readonly dropped: Dropped[] };

export type ExportRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-taken' }
  | { readonly code: 'use-not-permitted'; readonly because: readonly Reason[]; readonly retryAt?: Instant };

type ExportOrder = { readonly itemId: string; readonly as: OutgoingFormat };
type By = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/**
 * Hands a story over to another system of ours, with its rights in it, since that system cannot ask. It leaves when we may
 * use it in some way now, and a partner's when it was taken, so that the partner knows of it. Pictures that we may not use
 * stay behind. What let it out is on file like every decision that lets something out. Of a story that was killed or is
 * withheld goes the stop and no word of it, so that the other system learns of it; no agreement is asked about that.
 */
export async function exportStory(
  needs: ExportNeeds,
  by: By,
  order: ExportOrder,
): Promise<Result<ExportedStory, ExportRefusal>> {
  return needs.transact(by.agency.id, async (stores) => {
    const story = await lockStory(stores.items, order.itemId);
    if (!story) return refuse({ code: 'story-unknown' });
    const { item, version } = story;
    if (item.state === 'killed' || item.state === 'withheld') return exportStop(stores, by, order, story);
    const subject = { item, version: version.content, actor: by.agency.did, at: by.at };
    const context = await gatherUse(stores.useState, subject);
    const text = answerTake(context, by.agency, by.at);
    if (!text.decision.permitted) return refuse(refusalOf(text.decision));
    if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
      return refuse({ code: 'story-not-taken' });
    const pictures = answerPictures(context, version.content, by);
    await record(stores, needs, { by, order, context, answers: [text, ...pictures] });
    const named = await nameOf(stores, item, by.agency);
    const { content, dropped } = withoutForbidden(version.content, pictures);
    const outgoing = { ...outgoingOf(context, content, by), ...named, isCorrection: version.isCorrection };
    return accept(fileOf(outgoing, order, dropped));
  });
}

/** For whom may hold the story from us: a stop that says which one, since when, and nothing of what it said. */
async function exportStop(
  stores: ExportStores,
  by: By,
  order: ExportOrder,
  { item, version }: Story,
): Promise<Result<ExportedStory, ExportRefusal>> {
  if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
    return refuse({ code: 'story-not-taken' });
  await note(stores, by, order, item.state === 'killed' ? 'canceled' : 'withheld');
  const named = await nameOf(stores, item, by.agency);
  return accept(fileOf({ item: stopOf(item, version.content), ...named }, order, []));
}

/** A kill comes after every version; of what is withheld a later version may come. */
function stopOf(
  { state, updatedAt, latestVersion }: StoredItem,
  { guid, ...content }: ItemVersion,
): ItemVersion {
  const { provider, newsType, language } = content;
  const isKilled = state === 'killed';
  return {
    guid,
    version: isKilled ? latestVersion + 1 : latestVersion,
    versionCreatedAt: updatedAt,
    provider,
    newsType,
    pubStatus: isKilled ? 'canceled' : 'withheld',
    language,
    headline: '',
    subjects: [],
    places: [],
    blocks: [],
    renditions: [],
    associations: [],
  };
}

type Story = { readonly item: StoredItem; readonly version: StoredVersion };

/** A kill at the same moment comes before or after, never in between. */
async function lockStory(items: ItemStore, itemId: string): Promise<Story | undefined> {
  const seen = await items.find(itemId);
  const [known] = seen ? await items.lock([{ ...seen, version: seen.latestVersion }]) : [];
  const item = known?.item;
  const version = item && (await items.version(item.id, item.latestVersion));
  return item && version && { item, version };
}

/** Of the pictures beside a text, where there are any. */
function answerPictures(
  context: UseContext,
  { newsType, associations }: ItemVersion,
  by: By,
): readonly Answered[] {
  if (newsType !== 'text' || associations.length === 0) return [];
  return [answerTake(asPictures(context), by.agency, by.at)];
}

/** Without the pictures that we may not use, each of which is listed. */
function withoutForbidden(
  content: ItemVersion,
  pictures: readonly Answered[],
): { readonly content: ItemVersion; readonly dropped: Dropped[] } {
  if (pictures.every(({ decision }) => decision.permitted)) return { content, dropped: [] };
  const dropped = content.associations.map(({ guid }) => ({
    at: '',
    what: `picture ${guid}`,
    why: 'no agreement lets us use it',
  }));
  return { content: { ...content, associations: [] }, dropped };
}

function outgoingOf(context: UseContext, item: ItemVersion, by: By): OutgoingItem {
  const rights = rightsIn(context, item, by);
  const ofPictures = item.associations.flatMap(({ guid }) => {
    const one = rightsIn(asPictures(context), { guid, version: item.version }, by);
    return one ? [[guid, one] as const] : [];
  });
  return { item, ...(rights ? { rights } : {}), pictureRights: new Map(ofPictures) };
}

/** What is agreed about it, as sentences and as a policy; undefined where nothing is, as of most of our own stories. */
function rightsIn(
  { agreements, item, state }: UseContext,
  { guid, version }: Pick<ItemVersion, 'guid' | 'version'>,
  { agency, at }: By,
): OutgoingRights | undefined {
  const rules = rulesAboutItem(agreements, { actor: agency.did, item, state, at });
  const policy = printItemPolicy(rules, { guid, version, assignee: agency.did, at });
  return policy && { sentences: sayItemRules(rules).map(({ sentence }) => sentence), policy };
}

async function nameOf(
  { partners }: ExportStores,
  item: StoredItem,
  agency: Agency,
): Promise<Pick<OutgoingItem, 'providerName'>> {
  const provider = item.origin === 'own' ? agency : await partners.find(item.provider);
  return provider ? { providerName: provider.name } : {};
}

function fileOf(outgoing: OutgoingItem, { itemId, as }: ExportOrder, dropped: Dropped[]): ExportedStory {
  const file = printOutgoing(outgoing, as);
  return { ...file, fileName: `${itemId.slice(-12)}-v${outgoing.item.version}.${file.ending}`, dropped };
}

async function record(
  stores: ExportStores,
  tools: Pick<ExportNeeds, 'ids' | 'hash'>,
  what: {
    readonly by: By;
    readonly order: ExportOrder;
    readonly context: UseContext;
    readonly answers: readonly Answered[];
  },
): Promise<void> {
  const { itemId } = what.order;
  for (const answered of what.answers)
    if (answered.decision.permitted)
      await recordDecision(stores, tools, { itemId, agreements: what.context.agreements, ...answered });
  await note(stores, what.by, what.order, 'usable');
}

async function note(
  { activities }: ExportStores,
  { at, personId }: By,
  { itemId, as }: ExportOrder,
  status: ItemVersion['pubStatus'],
): Promise<void> {
  const person = personId === undefined ? {} : { personId };
  const facts = { as, ...(status === 'usable' ? {} : { status }) };
  await activities.record({ at, ...person, what: 'item-exported', subject: itemId, facts });
}

import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Decision, Reason } from '#domain/agreement/decision.ts';
import type { UseRequest } from '#domain/agreement/use-question.ts';
import { rulesAboutItem } from '#domain/agreement/rules-about-item.ts';
import { sayItemRules } from '#domain/agreement/say/say-item-rules.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { translatedVersion } from '#domain/translation/translated-version.ts';
import { countUnfinished, type Translation } from '#domain/translation/translation.ts';
import { askToPublish, askToTranslate } from '#domain/agreement/page-requests.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { escapeText } from '#formats/html/html.ts';
import type { OutgoingItem, OutgoingRights } from '#formats/outgoing-item.ts';
import { printOutgoing, type OutgoingFile, type OutgoingFormat } from '#formats/print-outgoing.ts';
import { printItemPolicy } from '#formats/rightsml/print-item-policy.ts';
import { asPicture, gatherUse, judgeUse, type UseContext } from '#app/agreement/judge-use.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TranslationReader } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { answerTake, refusalOf, type Answered } from './take-item.ts';

type ExportStores = {
  readonly items: ItemStore;
  readonly takes: TakeStore;
  readonly partners: Pick<PartnerStore, 'find'>;
  readonly translations: Pick<TranslationReader, 'find'>;
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
  | { readonly code: 'translation-unknown' }
  | { readonly code: 'translation-unfinished'; readonly blocks: number }
  | { readonly code: 'use-not-permitted'; readonly because: readonly Reason[]; readonly retryAt?: Instant };

type ExportOrder = {
  readonly itemId: string;
  readonly as: OutgoingFormat;
  /** Of the item: its translation leaves, as an item of its own, instead of the story as it came. */
  readonly translationId?: string;
};
type By = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/**
 * Hands a story over to another system of ours, with its rights in it, since that system cannot ask. It leaves when we may
 * use it in some way now, and a partner's when it was taken, so that the partner knows of it. Pictures that we may not use
 * stay behind. What let it out is on file like every decision that lets something out. Of a story that was killed or is
 * withheld goes the stop and no word of it, so that the other system learns of it; no agreement is asked about that.
 * A translation leaves when all of it is confirmed and the agreement lets us translate into its language now.
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
    const translation = await findTranslation(stores, order);
    if (translation === 'unknown') return refuse({ code: 'translation-unknown' });
    if (item.state === 'killed' || item.state === 'withheld')
      return exportStop(stores, by, order, { ...story, translation });
    const subject = { item, version: version.content, actor: by.agency.did, at: by.at };
    const context = await gatherUse(stores.useState, subject);
    const text = answerText(context, by, translation);
    if (!text.decision.permitted) return refuse(refusalOf(text.decision));
    if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
      return refuse({ code: 'story-not-taken' });
    const blocks = translation ? unfinishedIn(translation, version) : 0;
    if (blocks > 0) return refuse({ code: 'translation-unfinished', blocks });
    const pictures = answerPictures(context, version.content, by);
    await record(stores, needs, { by, order, context, answers: [text, ...new Set(pictures.values())] });
    const named = await nameOf(stores, item, by.agency);
    const { content, dropped } = withoutForbidden(version.content, pictures);
    const leaving = translation ? asOwnItem(content, translation) : content;
    const outgoing = { ...outgoingOf(context, leaving, by), ...named, isCorrection: version.isCorrection };
    return accept(fileOf({ ...outgoing, ...originOf(content, translation, by) }, order, dropped));
  });
}

async function findTranslation(
  { translations }: ExportStores,
  { itemId, translationId }: ExportOrder,
): Promise<Translation | 'unknown' | undefined> {
  if (translationId === undefined) return undefined;
  const found = await translations.find(translationId);
  return found?.itemId === itemId ? found : 'unknown';
}

/** A translation asks for itself; a story as it came for whatever we may do with it. */
function answerText(context: UseContext, { agency, at }: By, translation: Translation | undefined): Answered {
  if (!translation) return answerTake(context, agency, at);
  return answerRequest(context, { agency, at }, askToTranslate(agency, translation.language));
}

function answerRequest(context: UseContext, { at }: By, request: UseRequest): Answered {
  const { item, state } = context;
  return { question: { request, item, state, at }, decision: judgeUse(context, request, at) };
}

/** All of one that was made from another version than the newest. */
function unfinishedIn({ sourceVersion, blocks }: Translation, { content }: StoredVersion): number {
  return sourceVersion === content.version ? countUnfinished(blocks) : blocks.length;
}

/** A text of its own beside the one that it was made from: neither takes the place of the other. */
function asOwnItem(source: ItemVersion, translation: Translation): ItemVersion {
  const { canonicalUrl: _theirs, ...content } = translatedVersion(source, translation, escapeText);
  return { ...content, ...nameIn(translation) };
}

function nameIn({
  id,
  revision,
  savedAt,
}: Translation): Pick<ItemVersion, 'guid' | 'version' | 'versionCreatedAt'> {
  return { guid: `urn:uuid:${id}`, version: revision, versionCreatedAt: savedAt };
}

function originOf(
  { guid: of, language: fromLanguage }: ItemVersion,
  translation: Translation | undefined,
  { agency }: By,
): Pick<OutgoingItem, 'translation'> {
  return translation ? { translation: { of, fromLanguage, by: agency.did } } : {};
}

/** For whom may hold the story from us: a stop that says which one, since when, and nothing of what it said. */
async function exportStop(
  stores: ExportStores,
  by: By,
  order: ExportOrder,
  { item, version, translation }: Story & { readonly translation: Translation | undefined },
): Promise<Result<ExportedStory, ExportRefusal>> {
  if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
    return refuse({ code: 'story-not-taken' });
  await note(stores, by, order, item.state === 'killed' ? 'canceled' : 'withheld');
  const named = await nameOf(stores, item, by.agency);
  const { language } = translation ?? version.content;
  const of = translation ? { ...version.content, language, ...nameIn(translation) } : version.content;
  const last = translation?.revision ?? item.latestVersion;
  const stop = stopOf(item, of, last);
  return accept(fileOf({ item: stop, ...named, ...originOf(version.content, translation, by) }, order, []));
}

/** A kill comes after every version; of what is withheld a later version may come. */
function stopOf(
  { state, updatedAt }: StoredItem,
  { guid, ...content }: ItemVersion,
  last: number,
): ItemVersion {
  const { provider, newsType, language } = content;
  const isKilled = state === 'killed';
  return {
    guid,
    version: isKilled ? last + 1 : last,
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

/** May each picture beside a text be published? Nobody translates a picture. Those without terms of their own have one answer. */
function answerPictures(
  context: UseContext,
  { newsType, associations }: ItemVersion,
  by: By,
): ReadonlyMap<string, Answered> {
  if (newsType !== 'text') return new Map();
  const answer = (guid: string): Answered =>
    answerRequest(asPicture(context, guid), by, askToPublish(by.agency));
  const plain = answer('');
  return new Map(associations.map(({ guid }) => [guid, context.pictures.has(guid) ? answer(guid) : plain]));
}

/** Without the pictures that we may not use, each of which is listed. */
function withoutForbidden(
  content: ItemVersion,
  pictures: ReadonlyMap<string, Answered>,
): { readonly content: ItemVersion; readonly dropped: Dropped[] } {
  const dropped = [...pictures].flatMap(([guid, { decision }]) =>
    decision.permitted ? [] : [{ at: '', what: `picture ${guid}`, why: whyNot(decision) }],
  );
  const associations = content.associations.filter(
    ({ guid }) => pictures.get(guid)?.decision.permitted ?? true,
  );
  return { content: { ...content, associations }, dropped };
}

function whyNot({ because }: Decision): string {
  const words = because.flatMap(({ code, found = [] }) => (code.startsWith('item.restrict') ? found : []));
  return words.length > 0 ? `the words beside it: ${words.join('; ')}` : 'no agreement lets us use it';
}

function outgoingOf(context: UseContext, item: ItemVersion, by: By): OutgoingItem {
  const rights = rightsIn(context, item, by);
  const ofPictures = item.associations.flatMap(({ guid }) => {
    const one = rightsIn(asPicture(context, guid), { guid, version: item.version }, by);
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

function fileOf(
  outgoing: OutgoingItem,
  { itemId, as, translationId }: ExportOrder,
  dropped: Dropped[],
): ExportedStory {
  const file = printOutgoing(outgoing, as);
  const language = translationId === undefined ? '' : `-${outgoing.item.language}`;
  return {
    ...file,
    fileName: `${itemId.slice(-12)}${language}-v${outgoing.item.version}.${file.ending}`,
    dropped,
  };
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
  { itemId, as, translationId }: ExportOrder,
  status: ItemVersion['pubStatus'],
): Promise<void> {
  const person = personId === undefined ? {} : { personId };
  const facts = {
    as,
    ...(translationId === undefined ? {} : { translationId }),
    ...(status === 'usable' ? {} : { status }),
  };
  await activities.record({ at, ...person, what: 'item-exported', subject: itemId, facts });
}

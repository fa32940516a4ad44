import type { Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Reason } from '#domain/agreement/decision.ts';
import { rulesAboutItem } from '#domain/agreement/rules-about-item.ts';
import { sayItemRules } from '#domain/agreement/say/say-item-rules.ts';
import type { Dropped } from '#domain/item/dropped.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { isAdaptation } from '#domain/translation/adaptation.ts';
import { translatedVersion } from '#domain/translation/translated-version.ts';
import { countUnfinished, type Translation } from '#domain/translation/translation.ts';
import { askToPlace, askToPublishAny, type Outlet, type Placer } from '#domain/agreement/page-requests.ts';
import {
  askEach,
  askToMake,
  decidePage,
  firstPermitted,
  judgePublication,
} from '#domain/publication/judge-publication.ts';
import type { SourcePicture } from '#domain/publication/story-pictures.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { escapeText } from '#formats/html/html.ts';
import type { OutgoingItem, OutgoingRights } from '#formats/outgoing-item.ts';
import { printItemPolicy } from '#formats/rightsml/print-item-policy.ts';
import { asPicture, gatherUse, type UseContext } from '#app/agreement/judge-use.ts';
import { recordDecision } from '#app/agreement/record-decision.ts';
import type { BlobStore } from '#ports/blob-store.ts';
import type { DecisionStore } from '#ports/decision-store.ts';
import type { ItemStore, StoredItem, StoredVersion } from '#ports/item-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { TakeStore } from '#ports/take-store.ts';
import type { TranslationReader } from '#ports/translation-store.ts';
import type { UseStateReader } from '#ports/use-state-store.ts';
import type { Hash, Ids } from '#ports/world.ts';
import { picturesHere } from './pictures-here.ts';
import { answerPictures, withoutForbidden } from './pictures-leaving.ts';
import { refusalOf } from '#app/agreement/refusal-of.ts';
import { stoppedPictures } from '#app/item/stopped-pictures.ts';
import { answerRequest, answerTake, type Answered } from './take-item.ts';

export type LeavingStores = {
  readonly items: ItemStore;
  readonly takes: TakeStore;
  readonly partners: Pick<PartnerStore, 'find'>;
  readonly translations: Pick<TranslationReader, 'find'>;
  readonly useState: UseStateReader;
  readonly decisions: DecisionStore;
  readonly blobs: Pick<BlobStore, 'find' | 'givenBy'>;
};

export type LeavingTools = { readonly ids: Ids; readonly hash: Hash };

export type LeavingRefusal =
  | { readonly code: 'story-unknown' }
  | { readonly code: 'story-not-taken' }
  | { readonly code: 'translation-unknown' }
  | { readonly code: 'translation-unfinished'; readonly blocks: number }
  | { readonly code: 'story-embargoed'; readonly retryAt: Instant }
  | { readonly code: 'publication-withdrawn' }
  | { readonly code: 'use-not-permitted'; readonly because: readonly Reason[]; readonly retryAt?: Instant };

export type LeavingText = {
  readonly itemId: string;
  /** Of the item: its translation leaves, as an item of its own, instead of the story as it came. */
  readonly translationId?: string;
};

/** `hand-over`: some use of it is allowed now. `place`: it stands at this outlet the moment it arrives. */
type Purpose =
  | { readonly purpose: 'hand-over' }
  | {
      readonly purpose: 'place';
      readonly channel: Outlet;
      /** The version that stands there now: after its agreement has ended a copy may still be corrected. */
      readonly shownVersion?: number;
    };

export type LeavingOrder = LeavingText & Purpose;

export type By = { readonly agency: Agency; readonly personId?: string; readonly at: Instant };

/** A story that may leave, with those of its pictures that may and that we hold. */
export type LeavingStory = {
  readonly item: StoredItem;
  readonly outgoing: OutgoingItem;
  readonly pictures: readonly SourcePicture[];
  /** Those that may leave and have not come to us yet. */
  readonly away: readonly SourcePicture[];
  /** What may not leave. */
  readonly dropped: Dropped[];
  /** The permission that counts its uses, for what is placed. */
  readonly counts?: string;
  /** That lets it out. */
  readonly agreementDigest?: Digest;
};

/**
 * Lets a story leave for another system of ours, in the caller's transaction, with its rights in it, since that system cannot
 * ask. A partner's must have been taken, so that the partner knows of it. Pictures that we may not use stay behind. What let it
 * out is on file like every decision that lets something out. Of a story that was killed or is withheld goes the stop and no
 * word of it, so that the other system learns of it; no agreement is asked about that.
 */
export async function letStoryOut(
  stores: LeavingStores,
  tools: LeavingTools,
  by: By,
  order: LeavingOrder,
): Promise<Result<LeavingStory, LeavingRefusal>> {
  const story = await findStory(stores, order);
  if (!story.ok) return story;
  const { item } = story.value;
  if (item.state !== 'killed' && item.state !== 'withheld')
    return letUsableOut(stores, tools, by, { ...story.value, purpose: order });
  if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
    return refuse({ code: 'story-not-taken' });
  return accept(await stopFor(stores, by, story.value));
}

/** For whom may hold the story from us: a stop that says which one, since when, and nothing of what it said. */
export async function letStopOut(
  stores: Pick<LeavingStores, 'items' | 'partners' | 'translations'>,
  by: By,
  order: LeavingText,
): Promise<Result<LeavingStory, LeavingRefusal>> {
  const story = await findStory(stores, order);
  return story.ok ? accept(await stopFor(stores, by, story.value)) : story;
}

async function findStory(
  stores: Pick<LeavingStores, 'items' | 'translations'>,
  order: LeavingText,
): Promise<Result<Found, LeavingRefusal>> {
  const story = await lockStory(stores.items, order.itemId);
  if (!story) return refuse({ code: 'story-unknown' });
  const translation = await findTranslation(stores, order);
  return translation === 'unknown'
    ? refuse({ code: 'translation-unknown' })
    : accept({ ...story, translation });
}

type Found = Story & { readonly translation: Translation | undefined };

type Usable = Found & { readonly purpose: Purpose };

async function letUsableOut(
  stores: LeavingStores,
  tools: LeavingTools,
  by: By,
  { item, version, translation, purpose }: Usable,
): Promise<Result<LeavingStory, LeavingRefusal>> {
  const placed = purpose.purpose === 'place' ? purpose : undefined;
  const subject = { item, version: version.content, actor: by.agency.did, at: by.at };
  const gathered = await gatherUse(stores.useState, { ...subject, lockQuotas: placed !== undefined });
  const context = withShown(gathered, placed?.shownVersion);
  const publisher = { ...by.agency, ...(placed ? { channel: placed.channel } : {}) };
  const text = placed
    ? answerPublication(context, { publisher, at: by.at }, translation)
    : answerHandOver(context, by, translation);
  if (!text.ok) return text;
  if (item.origin === 'partner' && !(await stores.takes.ofItem(item.id)))
    return refuse({ code: 'story-not-taken' });
  const blocks = translation ? unfinishedIn(translation, version) : 0;
  if (blocks > 0) return refuse({ code: 'translation-unfinished', blocks });
  const asked = placed ? ([askToPlace(publisher)] as const) : askToPublishAny(by.agency);
  const pictures = answerPictures(context, version.content, { asked, at: by.at });
  const answers = [...text.value, ...new Set(pictures.values())];
  await record(
    stores,
    tools,
    item.id,
    answers.map((one) => ({ ...one, agreements: context.agreements })),
  );
  const named = await nameOf(stores, { item, version }, by.agency);
  const stopped = await stoppedPictures(stores.items, version.content);
  const { content, dropped } = withoutForbidden(version.content, pictures, stopped);
  const leaving = translation ? asOwnItem(content, translation) : content;
  const outgoing = {
    ...outgoingOf(context, asMade(leaving), by),
    ...named,
    isCorrection: version.isCorrection,
  };
  const { here, away } = await picturesHere(stores, item, leaving);
  return accept({
    item,
    outgoing: { ...outgoing, ...originOf(content, translation, by) },
    pictures: here,
    away,
    dropped,
    ...countingRule(text.value),
    ...grantingAgreement(text.value),
  });
}

/** As it is asked for a copy that readers see in that version: after its agreement has ended it may still be corrected. */
export function withShown(context: UseContext, publishedVersion: number | undefined): UseContext {
  if (publishedVersion === undefined) return context;
  return { ...context, state: { ...context.state, publishedVersion } };
}

/** The last decision is that to publish, or the only one. */
function grantingAgreement(answers: readonly Answered[]): Pick<LeavingStory, 'agreementDigest'> {
  const agreementDigest = answers.at(-1)?.decision.agreement?.digest;
  return agreementDigest === undefined ? {} : { agreementDigest };
}

function countingRule(answers: readonly Answered[]): Pick<LeavingStory, 'counts'> {
  const counting = answers.find(({ decision: { trace } }) =>
    trace.some(({ operand }) => operand === 'countPerPeriod'),
  );
  const rule = counting?.decision.rule;
  return rule === undefined ? {} : { counts: rule };
}

/** A translation asks for itself; a story as it came for whatever we may do with it. */
function answerHandOver(
  context: UseContext,
  by: By,
  translation: Translation | undefined,
): Result<readonly Answered[], LeavingRefusal> {
  const { agency, at } = by;
  const answered = translation
    ? firstPermitted(askEach(askToMake(agency, translation), (one) => answerRequest(context, at, one)))
    : answerTake(context, agency, at);
  return answered.decision.permitted ? accept([answered]) : refuse(refusalOf(answered.decision));
}

type Publishing = { readonly publisher: Placer; readonly at: Instant };

/** As our own page is asked: to translate, when it is a translation, and to publish; or to archive. */
function answerPublication(
  context: UseContext,
  { publisher, at }: Publishing,
  translation: Translation | undefined,
): Result<readonly Answered[], LeavingRefusal> {
  const question = { ...context, publisher, at, ...(translation ? { translation } : {}) };
  const judged = judgePublication(question);
  if (!judged.ok) return judged;
  return accept(decidePage(question).filter((one) => one !== undefined));
}

/** Undefined: none was asked for. */
export async function findTranslation(
  { translations }: Pick<LeavingStores, 'translations'>,
  { itemId, translationId }: LeavingText,
): Promise<Translation | 'unknown' | undefined> {
  if (translationId === undefined) return undefined;
  const found = await translations.find(translationId);
  return found?.itemId === itemId ? found : 'unknown';
}

/** All of one that was made from another version than the newest. */
export function unfinishedIn({ sourceVersion, blocks }: Translation, { content }: StoredVersion): number {
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
  if (!translation) return {};
  const rel = isAdaptation(translation) ? 'derivedFrom' : 'translatedFrom';
  return { translation: { rel, of, fromLanguage, by: agency.did } };
}

async function stopFor(
  stores: Pick<LeavingStores, 'partners'>,
  by: By,
  { item, version, translation }: Found,
): Promise<LeavingStory> {
  const named = await nameOf(stores, { item, version }, by.agency);
  const { language } = translation ?? version.content;
  const of = translation ? { ...version.content, language, ...nameIn(translation) } : version.content;
  const stop = stopOf(item, asMade(of), translation?.revision ?? item.latestVersion);
  const outgoing = { item: stop, ...named, ...originOf(version.content, translation, by) };
  return { item, outgoing, pictures: [], away: [], dropped: [] };
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

/** Of a story that was passed on to us whoever made it is its provider elsewhere: that is who is to be credited. */
function asMade({ originator, ...item }: ItemVersion): ItemVersion {
  return originator ? { ...item, provider: originator.did } : item;
}

async function nameOf(
  { partners }: Pick<LeavingStores, 'partners'>,
  { item, version }: Story,
  agency: Agency,
): Promise<Pick<OutgoingItem, 'providerName'>> {
  const { originator } = version.content;
  if (originator) return { providerName: originator.name };
  const provider = item.origin === 'own' ? agency : await partners.find(item.provider);
  return provider ? { providerName: provider.name } : {};
}

async function record(
  stores: LeavingStores,
  tools: LeavingTools,
  itemId: string,
  answers: readonly (Answered & Pick<UseContext, 'agreements'>)[],
): Promise<void> {
  for (const answered of answers)
    if (answered.decision.permitted) await recordDecision(stores, tools, { itemId, ...answered });
}

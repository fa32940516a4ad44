import { declareAgreementEvent } from '#app/agreement/declare-agreement-event.ts';
import { revokeKey } from '#app/channel/revoke-key.ts';
import { rotateKey } from '#app/channel/rotate-key.ts';
import { applyNotice, refuseNotice } from '#app/correction/answer-notice.ts';
import { correctStory } from '#app/correction/correct-story.ts';
import { killStory } from '#app/correction/kill-story.ts';
import { seeNotice } from '#app/correction/see-notice.ts';
import { takeBack } from '#app/correction/take-back.ts';
import { offerAgain, withdrawOffer } from '#app/correction/withdraw-offer.ts';
import { releaseStory, withholdStory } from '#app/correction/withhold-story.ts';
import { admitVersion } from '#app/item/admit-version.ts';
import { passOn } from '#app/offer/pass-on.ts';
import { publishStory } from '#app/publication/publish-story.ts';
import { withdrawPage } from '#app/publication/withdraw-page.ts';
import { readPicture } from '#app/take/read-picture.ts';
import { takeItem } from '#app/take/take-item.ts';
import { undoTake } from '#app/take/undo-take.ts';
import { startTranslation } from '#app/translation/start-translation.ts';
import type { Association, ItemVersion, PubStatus } from '#domain/item/item.ts';
import { plusSeconds, type Instant } from '#kernel/instant.ts';
import { refuse } from '#kernel/result.ts';
import type { ExchangeTools } from '#main/wire/exchange-tools.ts';
import type { StoredItem } from '#ports/item-store.ts';
import type { AgencyRows } from './memory/agency-rows.ts';
import type { Newsroom } from './town.ts';
import type { Random } from './random.ts';

/** What the desk answered; `ok` is an acknowledgement, which no crash may take back (I1). */
export type Answered = {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
};

/** Who acts, where, and when by that node's clock. */
type Desk = {
  readonly newsroom: Newsroom;
  readonly tools: ExchangeTools;
  readonly rows: AgencyRows;
  readonly random: Random;
  readonly at: Instant;
};

/** One thing that a person may do at a desk; undefined: there is nothing to do it with. */
type Act = (desk: Desk) => Promise<Answered> | undefined;

const PERSON = '00000000-0000-7000-8000-000000000001';

/** How often each is done, in proportion. */
const ACTS: readonly { readonly what: string; readonly weight: number; readonly act: Act }[] = [
  { what: 'writes a story', weight: 8, act: writeStory },
  { what: 'writes on', weight: 8, act: (desk) => nextVersion(desk, 'usable') },
  { what: 'brings a stop', weight: 2, act: (desk) => nextVersion(desk, 'withheld') },
  { what: 'withholds', weight: 4, act: withhold },
  { what: 'releases', weight: 5, act: release },
  { what: 'corrects', weight: 9, act: correct },
  { what: 'kills', weight: 8, act: kill },
  { what: 'takes off offer', weight: 2, act: takeOff },
  { what: 'offers again', weight: 3, act: putOn },
  { what: 'takes', weight: 30, act: take },
  { what: 'undoes a take', weight: 6, act: undo },
  { what: 'looks at a picture', weight: 12, act: lookAtPicture },
  { what: 'passes on', weight: 25, act: passOnTaken },
  { what: 'takes back', weight: 1, act: takeBackPassed },
  { what: 'translates', weight: 4, act: translate },
  { what: 'publishes', weight: 34, act: publish },
  { what: 'withdraws a page', weight: 3, act: withdraw },
  { what: 'opens a notice', weight: 4, act: openNotice },
  { what: 'answers a notice', weight: 12, act: answerNotice },
  { what: 'suspends', weight: 2, act: (desk) => declare(desk, { kind: 'suspended', reason: 'A pause.' }) },
  { what: 'resumes', weight: 4, act: (desk) => declare(desk, { kind: 'resumed' }) },
  { what: 'rotates its keys', weight: 2, act: rotate },
  { what: 'revokes a key', weight: 2, act: revoke },
  { what: 'ends an agreement', weight: 1, act: (desk) => declare(desk, { kind: 'terminated' }) },
];

const WHOLE = ACTS.reduce((sum, { weight }) => sum + weight, 0);

export type Acted = { readonly what: string; readonly answer: Promise<Answered> };

/** Somebody in this newsroom does something; undefined while its node is down or when there was nothing to do. */
export function actAtDesk(
  newsroom: Newsroom,
  random: Random,
  when: 'any' | 'in-silence' = 'any',
): Acted | undefined {
  const { tools, database } = newsroom.node;
  let left = random.between(1, WHOLE);
  const usual = ACTS.find(({ weight }) => (left -= weight) <= 0);
  const chosen =
    when === 'in-silence' && random.chance(0.6) ? ACTS.find(({ act }) => act === publish) : usual;
  if (!tools || !chosen) return undefined;
  const rows = database.rowsOf(newsroom.agency.id);
  const answer = chosen.act({ newsroom, tools, rows, random, at: newsroom.node.now() });
  return answer && { what: chosen.what, answer };
}

function by({ newsroom, at }: Desk) {
  return { agency: newsroom.agency, personId: PERSON, at };
}

/** Mostly one of the last few, so that much happens to few stories. */
function lateOne<T>(random: Random, of: readonly T[]): T | undefined {
  return random.chance(0.8) ? random.pick(of.slice(-6)) : random.pick(of);
}

function itemsOf({ rows, random }: Desk, origin: StoredItem['origin']): StoredItem | undefined {
  return lateOne(
    random,
    rows.items.all().filter((one) => one.origin === origin && one.state !== 'killed'),
  );
}

async function writeStory(desk: Desk): Promise<Answered> {
  const { newsroom, rows, random, at } = desk;
  const number = rows.items.all().length + 1;
  const associations = random.chance(0.7) ? [await takePicture(desk, number)] : [];
  const embargo = random.chance(0.15) ? { embargoEndAt: plusSeconds(at, random.between(60, 1800)) } : {};
  return admit(desk, {
    guid: `urn:newsml:${newsroom.agency.slug}:${random.between(1, 1_000_000)}:${number}`,
    version: 1,
    versionCreatedAt: at,
    provider: newsroom.agency.did,
    newsType: 'text',
    pubStatus: 'usable',
    language: 'en',
    headline: `Story ${number}`,
    subjects: [],
    places: [],
    blocks: [{ id: 'b1', kind: 'paragraph', html: 'The river rose.', text: 'The river rose.' }],
    renditions: [],
    associations,
    ...embargo,
  });
}

const GIF = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61];

/** Its bytes are on the disk before the story names them, as those of a wire are. */
async function takePicture(
  { newsroom: { node, agency }, tools, random, at }: Desk,
  number: number,
): Promise<Association> {
  const bytes = Uint8Array.from([...GIF, ...random.bytes(8)]);
  const digest = await node.files.shoot(agency.id, bytes);
  await tools.transact(agency.id, ({ blobs }) =>
    blobs.record([{ digest, mediaType: 'image/gif', sizeBytes: bytes.length }], at),
  );
  const href = `https://wire.example/${number}.gif`;
  return {
    guid: `urn:picture:${agency.slug}:${number}`,
    newsType: 'picture',
    renditions: [{ role: 'web', href, mediaType: 'image/gif', digest }],
  };
}

async function showPicture(desk: Desk, item: StoredItem): Promise<Answered> {
  const { newsroom, rows, random, tools, at } = desk;
  const version = rows.versions.get(`${item.id} ${item.latestVersion}`)?.content;
  const digests = version?.associations.flatMap(({ renditions }) =>
    renditions.flatMap((one) => one.digest ?? []),
  );
  const digest = random.pick(digests ?? []);
  if (!digest) return { ok: false, error: { code: 'no-picture' } };
  const bytes = await readPicture(tools, { agencyId: newsroom.agency.id, itemId: item.id, at }, digest);
  return { ok: bytes !== undefined };
}

/** As a wire of ours brings it. */
function admit({ newsroom, tools, at }: Desk, version: ItemVersion): Promise<Answered> {
  return tools.transact(newsroom.agency.id, (stores) =>
    admitVersion({ stores, ids: tools.ids, hash: tools.hash }, { version, origin: 'own', at }),
  );
}

function nextVersion(desk: Desk, pubStatus: PubStatus): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'own');
  const latest = item && desk.rows.versions.get(`${item.id} ${item.latestVersion}`)?.content;
  if (!item || !latest) return undefined;
  const version = item.latestVersion + 1;
  return admit(desk, {
    ...latest,
    version,
    versionCreatedAt: desk.at,
    pubStatus,
    headline: `Version ${version}`,
  });
}

function correct(desk: Desk): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'own');
  if (!item) return undefined;
  const edits = [{ id: 'b1', text: `The river rose ${item.latestVersion} times.` }];
  return correctStory(desk.tools, by(desk), { itemId: item.id, note: 'Wrong.', reasonClass: 'error', edits });
}

function kill(desk: Desk): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'own');
  const why = { reasonClass: 'error', publicReason: 'It was wrong.' } as const;
  return item && killStory(desk.tools, by(desk), { itemId: item.id, ...why });
}

function withhold(desk: Desk): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'own');
  const why = { reasonClass: 'error', publicReason: 'We are looking into it.' } as const;
  return item && withholdStory(desk.tools, by(desk), { itemId: item.id, ...why });
}

function release(desk: Desk): Promise<Answered> | undefined {
  const stopped = desk.rows.items
    .all()
    .filter(({ origin, state }) => origin === 'own' && state === 'withheld');
  const item = desk.random.pick(stopped);
  return item && releaseStory(desk.tools, by(desk), { itemId: item.id, publicReason: 'It holds.' });
}

function takeOff(desk: Desk): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'own');
  const why = { reasonClass: 'other', publicReason: 'No longer on offer.' } as const;
  return item && withdrawOffer(desk.tools, by(desk), { itemId: item.id, ...why });
}

function putOn(desk: Desk): Promise<Answered> | undefined {
  const { items, offOffer } = desk.rows;
  const item = desk.random.pick(
    items.all().filter(({ provider, guid }) => offOffer.get(`${provider} ${guid}`) !== undefined),
  );
  return item?.origin === 'own' ? offerAgain(desk.tools, by(desk), item.id) : undefined;
}

function take(desk: Desk): Promise<Answered> | undefined {
  const item = itemsOf(desk, 'partner');
  return item && takeItem(desk.tools, by(desk), { itemId: item.id, use: 'as-is' });
}

function lookAtPicture(desk: Desk): Promise<Answered> | undefined {
  const item = takenStory(desk);
  return item && showPicture(desk, item);
}

function undo(desk: Desk): Promise<Answered> | undefined {
  const last = desk.rows.takes.all().at(-1);
  return last && undoTake(desk.tools, by(desk), last.id);
}

function passOnTaken(desk: Desk): Promise<Answered> | undefined {
  const { rows, random } = desk;
  const orders = rows.takes
    .all()
    .slice(-6)
    .flatMap(({ itemId }) => rows.items.get(itemId) ?? [])
    .filter(({ id, state }) => state === 'usable' && !rows.passings.all().some(({ itemId }) => itemId === id))
    .flatMap(({ id: itemId, provider }) =>
      rows.partners
        .all()
        .filter(({ did }) => did !== provider)
        .map(({ did: partnerDid }) => ({ itemId, partnerDid })),
    );
  const first = random.between(0, Math.max(0, orders.length - 1));
  const inTurn = [...orders.slice(first), ...orders.slice(0, first)];
  return orders.length > 0 ? passOnOne(desk, inTurn) : undefined;
}

/** The first that both agreements let go. */
async function passOnOne(desk: Desk, orders: readonly Parameters<typeof passOn>[2][]): Promise<Answered> {
  let answered: Answered = { ok: false };
  for (const order of orders) {
    answered = await passOn(desk.tools, by(desk), order);
    if (answered.ok) break;
  }
  return answered;
}

function takeBackPassed(desk: Desk): Promise<Answered> | undefined {
  const passing = desk.random.pick(desk.rows.passings.all());
  return passing && takeBack(desk.tools, by(desk), { ...passing, publicReason: 'No longer passed on.' });
}

function translate(desk: Desk): Promise<Answered> | undefined {
  const item = takenStory(desk);
  return item && startTranslation(desk.tools, { ...orderOf(desk, item), language: 'vi' });
}

function publish(desk: Desk): Promise<Answered> | undefined {
  const whose = desk.random.between(1, 10);
  // Now and then one that nobody here has taken, or whose take was undone.
  const untaken = whose === 3 ? itemsOf(desk, 'partner') : undefined;
  const item = whose <= 2 ? itemsOf(desk, 'own') : (untaken ?? takenStory(desk));
  if (!item) return undefined;
  const makeDerivative = async () => refuse({ code: 'picture-type', detail: 'none' } as const);
  return publishStory(
    { ...desk.tools, makeDerivative },
    { ...orderOf(desk, item), correctionNote: 'It was wrong.' },
  );
}

function takenStory({ rows, random }: Desk): StoredItem | undefined {
  const taken = lateOne(random, rows.takes.all());
  return taken && rows.items.get(taken.itemId);
}

function orderOf({ newsroom, at }: Desk, item: StoredItem) {
  return { agencyId: newsroom.agency.id, storyId: item.id, personId: PERSON, at };
}

function withdraw(desk: Desk): Promise<Answered> | undefined {
  const { rows, random, tools, newsroom, at } = desk;
  const page = random.pick(rows.publications.all().filter(({ state }) => state !== 'withdrawn'));
  const why = { reasonClass: 'error', publicReason: 'It was wrong.', personId: PERSON, at } as const;
  return page && withdrawPage(tools, { agencyId: newsroom.agency.id, publicationId: page.id, ...why });
}

function openNotice(desk: Desk): Promise<Answered> | undefined {
  const notice = desk.random.pick(desk.rows.notices.all().filter(({ state }) => state === 'open'));
  return notice && seeNotice(desk.tools, by(desk), notice.id);
}

function answerNotice(desk: Desk): Promise<Answered> | undefined {
  const notice = desk.random.pick(desk.rows.notices.all().filter(({ state }) => state === 'open'));
  if (!notice) return undefined;
  if (desk.random.chance(0.8)) return applyNotice(desk.tools, by(desk), notice.id);
  return refuseNotice(desk.tools, by(desk), { noticeId: notice.id, reason: 'It is right.' });
}

async function rotate(desk: Desk): Promise<Answered> {
  const { tools, newsroom, random } = desk;
  const role = random.chance(0.5) ? 'sign' : 'http';
  return { ok: true, value: await rotateKey({ ...tools, keySafe: newsroom.node.keySafe }, by(desk), role) };
}

/** It was in wrong hands: since a while ago, or only lost. */
function revoke(desk: Desk): Promise<Answered> {
  const { tools, newsroom, random, at } = desk;
  const { node, agency } = newsroom;
  const { key, signer } = node.recoveryOf(agency.did);
  const { kid } = node.keysOf(agency.id)[random.chance(0.5) ? 'sign' : 'http'].key;
  return revokeKey({ ...tools, keySafe: node.keySafe }, by(desk), {
    kid,
    recovery: { x: key.jwk.x, thumbprint: key.thumbprint, signer },
    ...(random.chance(0.5) ? { from: plusSeconds(at, -random.between(1, 60)) } : {}),
  });
}

function declare(
  desk: Desk,
  declaration: Parameters<typeof declareAgreementEvent>[2]['declaration'],
): Promise<Answered> | undefined {
  const agreement = desk.random.pick(desk.rows.agreements.all());
  return agreement && declareAgreementEvent(desk.tools, by(desk), { uid: agreement.uid, declaration });
}

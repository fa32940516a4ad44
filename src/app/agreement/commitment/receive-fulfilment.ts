import type { JsonObject } from '#kernel/json.ts';
import type { FulfilmentWord } from '#domain/agreement/commitment/fulfilment.ts';
import { judgeFulfilment, judgeWord } from '#domain/agreement/commitment/judge-fulfilment.ts';
import { isSignedByAll } from '#domain/agreement/state-of.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { saidAt } from '#app/channel/said-at.ts';
import type { Ids } from '#ports/world.ts';
import { lockRecord, type AgreementStores } from '../agreement-needs.ts';
import { noteRefused } from '../note-refused.ts';
import { setAside, type HeardArrival } from '../set-aside.ts';

const MOST_NOTE = 2000;

/** Of an entry of ours that came back after a restore, whoever held it; else the one whom it is addressed to are we. */
type Arrival = HeardArrival & { readonly reader?: { readonly did: string } };

/** The other side says what was done towards a commitment. It is kept as told, once, until somebody here answers. */
export async function receiveFulfilment(
  stores: AgreementStores,
  { ids }: { readonly ids: Ids },
  arrival: Arrival,
): Promise<void> {
  const { agency, partner, reader = agency, received, at } = arrival;
  const { digest, ...data } = received.entry.data;
  const locked = typeof digest === 'string' ? await lockRecord(stores, digest) : undefined;
  if (!locked) return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  const { filed, record } = locked;
  // A third party's signature may still be on its way here.
  if (!isSignedByAll(record) && (await setAside(stores, arrival, filed.digest)) === 'set-aside') return;
  const done = { ...readDone(data), recordedBy: partner.did, counterpart: reader.did };
  const known = await stores.fulfilments.list(filed.uid);
  const judged = judgeFulfilment(record, done, { known, at });
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  const name = nameIn(data);
  if (name === undefined) return noteRefused(stores, arrival, { code: 'fulfilment-unknown' });
  const note = textOf(data['note']);
  const id = partner.did === agency.did ? name : ids.uuid();
  const recordedAt = saidAt(arrival);
  await stores.fulfilments.record({ ...done, id, name, agreement: filed.uid, note, recordedAt });
  await noteHeard(stores, arrival, 'fulfilment-told', { subject: filed.uid, fulfilment: name });
}

/** The other side answers what we recorded, or takes back what it did. */
export async function receiveFulfilmentWord(stores: AgreementStores, arrival: Arrival): Promise<void> {
  const { agency, partner, reader = agency, received } = arrival;
  const { data, type } = received.entry;
  const kind = type === 'commitment.withdrawn' ? 'withdrawn' : outcomeIn(data);
  const name = nameIn(data);
  const recordedBy = kind === 'withdrawn' ? partner.did : reader.did;
  const found = name === undefined ? undefined : await stores.fulfilments.findByName({ recordedBy, name });
  if (!found || !kind || name === undefined)
    return noteRefused(stores, arrival, { code: 'fulfilment-unknown' });
  await stores.fulfilments.lock(found.id);
  const fulfilment = (await stores.fulfilments.find(found.id)) ?? found;
  const word = { kind, reason: textOf(data['reason']), at: saidAt(arrival) };
  const judged = judgeWord(fulfilment, partner.did, word);
  if (!judged.ok) return noteRefused(stores, arrival, judged.error);
  await stores.fulfilments.say(fulfilment.id, word);
  const subject = fulfilment.agreement;
  await noteHeard(stores, arrival, `fulfilment-${kind}`, { subject, fulfilment: name });
}

function readDone({ commitment, count, doneOn }: JsonObject) {
  return {
    commitment: typeof commitment === 'string' ? commitment : '',
    count: typeof count === 'number' ? count : 0,
    doneOn: typeof doneOn === 'string' ? doneOn : '',
  };
}

function outcomeIn({ outcome }: JsonObject): FulfilmentWord['kind'] | undefined {
  return outcome === 'confirmed' || outcome === 'disputed' ? outcome : undefined;
}

const NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function nameIn({ fulfilment }: JsonObject): string | undefined {
  return typeof fulfilment === 'string' && NAME.test(fulfilment) ? fulfilment : undefined;
}

/** NUL is a character of JSON and of no text column. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '').slice(0, MOST_NOTE) : '';
}

async function noteHeard(
  { activities }: AgreementStores,
  { partner, at }: EntryArrival,
  what: string,
  { subject, ...facts }: { readonly subject: string; readonly fulfilment: string },
): Promise<void> {
  await activities.record({ at, what, subject, facts: { ...facts, partner: partner.did } });
}

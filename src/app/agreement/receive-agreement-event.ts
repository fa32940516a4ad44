import { isParty } from '#domain/agreement/agreement.ts';
import type { AgreementEvent, AgreementRecord } from '#domain/agreement/agreement-record.ts';
import { declareEvent } from '#domain/agreement/declare-event.ts';
import { signersOf } from '#domain/agreement/state-of.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import { saidAt } from '#app/channel/said-at.ts';
import { afterChange, lockRecord, type AgreementStores } from './agreement-needs.ts';
import { keepEvent } from './declare-agreement-event.ts';
import { noteRefused } from './note-refused.ts';
import { setAside, type HeardArrival } from './set-aside.ts';

const MOST_REASON = 1000;

/**
 * The partner suspends, resumes, gives notice, ends, or answers an ending of ours. It counts in the transaction that stores its entry, so nothing is
 * taken or published after it. What it may not declare is noted and changes nothing.
 */
export async function receiveAgreementEvent(
  stores: AgreementStores,
  arrival: HeardArrival,
  kind: AgreementEvent['kind'],
): Promise<void> {
  const { partner, received, at } = arrival;
  const { digest } = received.entry.data;
  const locked = typeof digest === 'string' ? await lockRecord(stores, digest) : undefined;
  // Somebody else's agreement and none at all are the same to this partner (I12).
  if (!locked || !isParty(locked.record.agreement, partner.did))
    return noteRefused(stores, arrival, { code: 'agreement-unknown' });
  const { filed, record } = locked;
  if (lacksSignature(record, arrival) && (await setAside(stores, arrival, filed.digest)) === 'set-aside')
    return;
  const event = readEvent(arrival, kind);
  const declared = declareEvent(record, event);
  if (!declared.ok) return noteRefused(stores, arrival, declared.error);
  await keepEvent(stores, filed, declared.value, event);
  await stores.activities.record({
    at,
    what: `agreement-${kind}`,
    subject: filed.uid,
    facts: { digest: filed.digest, partner: partner.did },
  });
  await afterChange(stores, filed.digest, at);
}

/**
 * All have signed for all that the sender knows; a third party's channel, or the document that bears the sender's own
 * signature, has not brought it here yet.
 */
function lacksSignature(record: AgreementRecord, { agency }: EntryArrival): boolean {
  const here = [agency.did, ...signersOf(record)];
  return record.agreement.parties.some(({ did }) => !here.includes(did));
}

function readEvent(arrival: EntryArrival, kind: AgreementEvent['kind']): AgreementEvent {
  const { data } = arrival.received.entry;
  const words = textOf(data['reason']) ?? '';
  const declared = { by: arrival.partner.did, at: saidAt(arrival) };
  switch (kind) {
    case 'suspended': {
      const rules = rulesOf(data['rules']);
      return { kind, ...declared, reason: words, ...(rules ? { rules } : {}) };
    }
    case 'contested':
      return { kind, ...declared, reason: words };
    case 'terminated': {
      const clause = textOf(data['cause']);
      return { kind, ...declared, ...(clause === undefined ? {} : { cause: { clause, words } }) };
    }
    case 'resumed':
    case 'notice':
    case 'cured':
      return { kind, ...declared };
  }
}

/** What does not name permissions suspends everything: nobody publishes because a list did not read. */
function rulesOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const rules = value.map(textOf).filter((one) => one !== undefined);
  return rules.length === value.length ? rules : undefined;
}

/** NUL is a character of JSON and of no text column. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== ''
    ? value.replaceAll('\0', '').slice(0, MOST_REASON)
    : undefined;
}

import { SHIPPED_ABOVE } from '#domain/item/topic-tree.ts';
import type { Digest } from '#kernel/digest.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { AgreementStore, FiledAgreement } from '#ports/agreement-store.ts';
import type { TalkStore } from '#ports/talk-store.ts';
import type { UseStateReader, UseStateStore } from '#ports/use-state-store.ts';
import { nextNumber, type AgencyRows } from './agency-rows.ts';

/** Agreements with their signatures and what was declared about them; the two latter are added, never changed. */
export function memoryAgreements(rows: AgencyRows): AgreementStore {
  const { agreements } = rows;
  const touch = (digest: Digest, changes: Partial<FiledAgreement>): void => {
    const known = agreements.get(digest);
    if (known) agreements.set(digest, { ...known, ...changes });
  };
  return {
    documents: async (uid) => filed(rows).filter((one) => one.uid === uid),
    list: async () => filed(rows),
    lock: async (digest) => filed(rows).find((one) => one.digest === digest),
    async lockTable() {},
    async add(agreement, at) {
      const document = readStrictJson(agreement.canonical);
      if (!document.ok) throw new Error('a canonical document is JSON');
      const fresh = { ...agreement, document: document.value, proofs: [], signatures: [], updatedAt: at };
      agreements.set(agreement.digest, fresh);
    },
    async removeDraft(digest) {
      if (agreements.get(digest)?.proofs.length === 0) agreements.remove(digest);
    },
    async addSignature(digest, proof) {
      const { proofs = [], signatures = [] } = agreements.get(digest) ?? {};
      const { by, kid, signedAt } = proof;
      const signature = { by, kid, digest, verified: true, signedAt } as const;
      touch(digest, {
        proofs: [...proofs, proof],
        signatures: [...signatures, signature],
        updatedAt: signedAt,
      });
    },
    setAside: async () => true,
    takeWaiting: async () => [],
    async addEvent(digest, event) {
      const number = nextNumber(rows, 'agreement-event');
      rows.agreementEvents.set(String(number), { number, digest, event });
      touch(digest, { updatedAt: event.at });
    },
  };
}

function filed({ agreements, agreementEvents }: AgencyRows): readonly FiledAgreement[] {
  const events = agreementEvents.all().toSorted((one, other) => one.number - other.number);
  return agreements
    .all()
    .toSorted((one, other) =>
      one.uid === other.uid ? one.version - other.version : one.uid < other.uid ? -1 : 1,
    )
    .map((one) => ({
      ...one,
      events: events.filter(({ digest }) => digest === one.digest).map(({ event }) => event),
    }));
}

/** What a partner laid down; nobody here answers it, nor says a word about a clause. */
export function memoryTalks({ moves }: AgencyRows): TalkStore {
  return {
    moves: async (digests) => moves.all().filter(({ digest }) => digests.includes(digest)),
    answers: async (base) => moves.all().filter((one) => one.base === base),
    comments: async () => [],
    async addMove(move) {
      const key = `${move.digest} ${move.kind} ${move.by}`;
      if (!moves.get(key)) moves.set(key, move);
    },
    addComment: () => Promise.reject(new Error('the simulated newsrooms do not comment')),
  };
}

/** Facts for decisions; quotas are counted from their debits (I16). */
export function memoryUseState(rows: AgencyRows): UseStateStore {
  const { channels, debits, notices, offers, overrides } = rows;
  const debitKey = (rule: string, { provider, guid }: { provider: string; guid: string }) =>
    `${rule} ${provider} ${guid}`;
  const reader: UseStateReader = {
    agreements: async () => filed(rows),
    async headSeenAt(partnerDid) {
      const channel = channels.all().find((one) => one.direction === 'in' && one.partnerDid === partnerDid);
      return channel?.state === 'open' && channel.seq >= channel.headSeq ? channel.headSeenAt : undefined;
    },
    countUses: async (ruleUid, from) =>
      debits.all().filter(({ rule, at }) => rule === ruleUid && at >= from).length,
    wasCounted: async (ruleUid, name) => debits.get(debitKey(ruleUid, name)) !== undefined,
    async announcedCorrection({ provider, guid }) {
      const announced = notices
        .all()
        .filter((one) => one.partnerDid === provider && one.guid === guid)
        .filter(({ kind, state }) => kind === 'correction' && state !== 'refused')
        .map(({ version }) => version);
      return announced.length === 0 ? undefined : Math.max(...announced);
    },
    firstOfferedAt: async (itemId) =>
      offers
        .all()
        .filter((one) => one.itemId === itemId)
        .map(({ offeredAt }) => offeredAt)
        .toSorted()[0],
    topicsAbove: async () => SHIPPED_ABOVE,
    confirmedRestrictions: async () => undefined,
    toldRestrictions: async () => undefined,
    overrides: async (_itemId, at) => overrides.all().filter(({ until }) => until > at),
  };
  return {
    ...reader,
    forMany: async () => reader,
    async debit(ruleUid, name, at) {
      const key = debitKey(ruleUid, name);
      if (!debits.get(key)) debits.set(key, { rule: ruleUid, name, at });
    },
  };
}

import { heldChange, readHeld } from '#app/channel/held-drafts.ts';
import type { Instant } from '#kernel/instant.ts';
import { isCurrent } from '#domain/newsroom/key-validity.ts';
import type { Channel, ChannelWriter, ObjectStore, StoredEntry } from '#ports/channel-store.ts';
import type { Job, OutboxStore } from '#ports/outbox-store.ts';
import { nextNumber, type AgencyRows, type ReachRow } from './agency-rows.ts';

/** Called when something was written that somebody may wait for; heard after the commit. */
export type Ring = (name: string) => void;

const keyOf = (ch: string, epoch: number, seq: number): string => `${ch} ${epoch} ${seq}`;

/** Channels and entries; the same position twice is a fault, as the unique key of the real table has it. */
export function memoryChannels(rows: AgencyRows, ring: Ring): ChannelWriter {
  const { channels, entries, reaches } = rows;
  const change = (ch: string, changes: object): void =>
    channels.set(ch, { ...(channels.get(ch) ?? missing(ch)), ...changes });
  return {
    ...channelReads(rows),
    ...heldEntries(rows),
    ...blobNames(rows),
    async lock({ ch, direction, partnerDid }) {
      const known = channels.get(ch);
      if (known) return withKey(rows, known);
      const fresh = {
        ch,
        direction,
        partnerDid,
        epoch: 1,
        seq: 0,
        state: 'open',
        partnerSeq: 0,
        headSeq: 0,
      } as const;
      channels.set(ch, fresh);
      return withKey(rows, fresh);
    },
    async add(added) {
      for (const entry of added) {
        const key = keyOf(entry.ch, entry.epoch, entry.seq);
        if (entries.get(key)) throw new Error(`entry ${key} is there already`);
        entries.set(key, entry);
        const { lastError: _, ...channel } = channels.get(entry.ch) ?? missing(entry.ch);
        const { epoch, seq, hash } = entry;
        const partnerSeq = channel.epoch === epoch ? channel.partnerSeq : 0;
        channels.set(entry.ch, { ...channel, epoch, seq, hash, partnerSeq });
      }
      const last = added.at(-1);
      if (last) ring(`channel ${last.ch}`);
    },
    async recordPartnerCursor(ch, seq) {
      const channel = channels.get(ch);
      change(ch, { partnerSeq: Math.max(channel?.partnerSeq ?? 0, seq) });
      const isFetched = ({ entry }: ReachRow): boolean =>
        entry.ch === ch && entry.epoch === channel?.epoch && entry.seq <= seq;
      for (const reach of reaches.all())
        if (isFetched(reach) && reach.state === 'written')
          reaches.set(reachKey(reach), { ...reach, state: 'fetched' });
    },
    async recordHead(ch, headSeq, seenAt) {
      const before = channels.get(ch)?.headSeenAt;
      const headSeenAt = seenAt === undefined || (before !== undefined && before > seenAt) ? before : seenAt;
      change(ch, { headSeq, ...(headSeenAt === undefined ? {} : { headSeenAt }) });
    },
    async recordError(ch, error) {
      change(ch, { lastError: error });
    },
    freeze: async (ch, _evidence, why) => change(ch, { state: 'frozen', lastError: why }),
    thaw: async (ch) => change(ch, { state: 'open' }),
  };
}

function blobNames({ channelBlobs }: AgencyRows): Pick<ChannelWriter, 'allowBlobs'> {
  return {
    async allowBlobs(ch, itemId, digests) {
      for (const digest of digests) channelBlobs.set(`${ch} ${digest} ${itemId}`, { ch, digest, itemId });
    },
  };
}

function heldEntries(rows: AgencyRows): Pick<ChannelWriter, 'hold' | 'isHolding' | 'takeHeld'> {
  const { held } = rows;
  return {
    async hold(ch, entry) {
      const number = nextNumber(rows, 'held');
      held.set(String(number), { ...entry, ch });
    },
    isHolding: async (ch) => held.all().some((one) => one.ch === ch),
    async takeHeld(ch) {
      const keys = held.keys().filter((key) => held.get(key)?.ch === ch);
      const taken = keys.flatMap((key) => held.get(key) ?? []);
      for (const key of keys) held.remove(key);
      return taken;
    },
  };
}

export function reachKey(reach: { readonly recallId: string; readonly partnerDid: string }): string {
  return `${reach.recallId} ${reach.partnerDid}`;
}

type ChannelReads = Pick<
  ChannelWriter,
  | 'find'
  | 'list'
  | 'entriesAfter'
  | 'epochAfter'
  | 'entryAt'
  | 'entryNaming'
  | 'evidence'
  | 'held'
  | 'itemsNamingBlob'
  | 'keyChanges'
  | 'receipts'
>;

function withKey({ keys }: AgencyRows, channel: Channel): Channel {
  const inUse = keys.all().findLast((key) => key.role === 'sign' && isCurrent(key));
  return channel.direction === 'out' && inUse ? { ...channel, signingKey: inUse } : channel;
}

/** The key that the reader knows, where a change of it is held. */
function withKnownKey(rows: AgencyRows, channel: Channel): Channel {
  const olds = rows.held.all().flatMap((held) => {
    const said = held.ch === channel.ch ? heldChange(readHeld(held)) : undefined;
    return rows.keys.all().filter(({ kid, role }) => role === 'sign' && kid === said?.old.kid);
  });
  const found = withKey(rows, channel);
  return found.signingKey && olds[0] ? { ...found, signingKey: olds[0] } : found;
}

function channelReads(rows: AgencyRows): ChannelReads {
  const { channels, entries } = rows;
  const at = (ch: string, epoch: number, seq: number) => entries.get(keyOf(ch, epoch, seq));
  const after = (ch: string, epoch: number, seq: number, limit: number): StoredEntry[] => {
    const found: StoredEntry[] = [];
    for (let next = at(ch, epoch, seq + 1); next && found.length < limit; next = at(ch, epoch, next.seq + 1))
      found.push(next);
    return found;
  };
  const ofType = (ch: string, isOne: (type: string) => boolean): StoredEntry[] =>
    entries
      .all()
      .filter((one) => one.ch === ch && isOne(one.type))
      .toSorted((one, other) => one.epoch - other.epoch || one.seq - other.seq);
  return {
    async find(ch) {
      const known = channels.get(ch);
      return known && withKnownKey(rows, known);
    },
    list: async () => channels.all().toSorted((one, other) => (one.partnerDid < other.partnerDid ? -1 : 1)),
    entriesAfter: async (ch, epoch, seq, limit) => after(ch, epoch, seq, limit),
    async epochAfter(ch, epoch) {
      const { epoch: newest = 1 } = channels.get(ch) ?? {};
      for (let next = epoch + 1; next <= newest; next += 1) if (at(ch, next, 1)) return next;
      return undefined;
    },
    entryAt: async (ch, epoch, seq) => at(ch, epoch, seq),
    async entryNaming(ch, objectDigest) {
      const { epoch: newest = 1 } = channels.get(ch) ?? {};
      for (let epoch = newest; epoch > 0; epoch -= 1) {
        const found = after(ch, epoch, 0, Infinity).findLast((one) => one.objectDigest === objectDigest);
        if (found) return found;
      }
      return undefined;
    },
    held: async (ch) => rows.held.all().filter((one) => one.ch === ch),
    keyChanges: async (ch) => ofType(ch, (type) => type.startsWith('key.')),
    receipts: async (ch) => ofType(ch, (type) => type === 'receipt'),
    evidence: async () => [],
    itemsNamingBlob: async (ch, digest) =>
      rows.channelBlobs
        .all()
        .filter((one) => one.ch === ch && one.digest === digest)
        .map(({ itemId }) => itemId),
  };
}

function missing(ch: string): never {
  throw new Error(`channel ${ch} was not locked`);
}

export function memoryObjects({ objects }: AgencyRows): ObjectStore {
  return {
    async put(object) {
      if (!objects.get(object.digest)) objects.set(object.digest, object);
    },
    read: async (digest) => objects.get(digest),
  };
}

export function memoryOutbox(rows: AgencyRows, ring: Ring): OutboxStore {
  const { outbox } = rows;
  const add = (job: Job, createdAt: Instant, nextAt: Instant): void => {
    const id = nextNumber(rows, 'outbox');
    outbox.set(String(id), { id, job, attempts: 0, createdAt, nextAt });
  };
  return {
    async put(job, at, notBefore) {
      const nextAt = notBefore ?? at;
      ring(`outbox ${job.topic}`);
      const waiting =
        job.topic === 'hint'
          ? outbox.all().find((one) => one.job.topic === 'hint' && one.job.payload.ch === job.payload.ch)
          : undefined;
      if (!waiting) return add(job, at, nextAt);
      if (waiting.attempts <= 1 && nextAt < waiting.nextAt)
        outbox.set(String(waiting.id), { ...waiting, nextAt });
    },
    async putOnce(job, at, notBefore) {
      const isWaiting = outbox
        .all()
        .some(
          ({ nextAt, attempts, job: other }) =>
            nextAt === notBefore &&
            attempts === 0 &&
            other.topic === job.topic &&
            other.payload.itemId === job.payload.itemId,
        );
      if (!isWaiting) add(job, at, notBefore);
    },
    async bringForward(topics, at) {
      for (const row of outbox.all())
        if (row.attempts > 0 && row.nextAt > at && topics.includes(row.job.topic))
          outbox.set(String(row.id), { ...row, nextAt: at, attempts: 0 });
      for (const topic of topics) ring(`outbox ${topic}`);
    },
    waiting: async (topics, after, most) =>
      outbox
        .all()
        .filter(({ id, job }) => id > after && topics.includes(job.topic))
        .toSorted((one, other) => one.id - other.id)
        .slice(0, most)
        .map(({ id, job }) => ({ id, job })),
    async finish(id) {
      outbox.remove(String(id));
    },
  };
}

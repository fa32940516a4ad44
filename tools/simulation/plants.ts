import { parseDigest, type Digest } from '#kernel/digest.ts';
import { instantOf, plusSeconds } from '#kernel/instant.ts';
import { accept } from '#kernel/result.ts';
import type { ItemVersion } from '#domain/item/item.ts';
import { readPassedOnUri } from '#formats/ninjs/passed-on-uri.ts';
import { readItemUri } from '#formats/ninjs/item-uri.ts';
import type { ExchangeStores, ExchangeTools } from '#main/wire/exchange-tools.ts';
import type { AgreementOnFile } from '#ports/use-state-store.ts';
import type { StoredItem } from '#ports/item-store.ts';
import { FAULTS, FAULTS_AND_RESTORE, type FaultKind } from './faults.ts';
import { changedIn, inEffects, inStores } from './changed-parts.ts';
import { KEY_PLANTS } from './key-plants.ts';
import { HONEST, type Parts } from './parts.ts';
import { PICTURE_PLANTS } from './picture-plants.ts';

/**
 * Bugs that people could write, each behind its name: the test of the tester. They change what a simulated process is made
 * of and stand in no file of the program, so none can reach a real node.
 */
export const PLANTS = {
  ...PICTURE_PLANTS,
  ...KEY_PLANTS,
  'kill-is-undone': inStores((stores) => ({
    items: {
      ...stores.items,
      lock: async (names) =>
        (await stores.items.lock(names)).map(({ item, ...known }) => ({
          ...known,
          tombstone: false,
          ...(item ? { item: { ...item, state: item.state === 'killed' ? 'usable' : item.state } } : {}),
        })),
    },
  })),
  'kill-forgets-translations': inStores((stores) => ({
    translations: { ...stores.translations, lockOfItem: async () => [] },
  })),
  'kill-leaves-pages': inStores((stores) => ({
    publications: { ...stores.publications, ofItem: async () => [] },
  })),
  'kill-is-told-to-nobody': inStores((stores) => ({ offers: { ...stores.offers, ofItem: async () => [] } })),
  'kill-stops-at-who-passed-on': inStores((stores) => ({
    offers: {
      ...stores.offers,
      ofItem: async (itemId) =>
        (await stores.items.find(itemId))?.origin === 'own' ? stores.offers.ofItem(itemId) : [],
    },
  })),
  'holders-are-not-waited-for': inStores((stores) => ({
    recalls: { ...stores.recalls, countStopped: async () => 0, countBehind: async () => 0 },
  })),
  'passed-on-name-is-not-read': inEffects((effects) => ({
    'item.offered': (stores, arrival) =>
      readPassedOnUri(arrival.received.entry.subj ?? '')
        ? Promise.resolve()
        : (effects['item.offered']?.(stores, arrival) ?? Promise.resolve()),
  })),
  'kill-by-name-alone': inEffects((effects) => ({
    'item.killed': async (stores, arrival) => {
      const guid = readItemUri(arrival.received.entry.subj ?? '');
      // Whoever has a story of that name: the provider is not looked at.
      for (const did of await providersOf(stores))
        if (await stores.items.findByName({ provider: did, guid }))
          return effects['item.killed']?.(stores, { ...arrival, partner: { ...arrival.partner, did } });
      return effects['item.killed']?.(stores, arrival);
    },
  })),
  'effects-happen-twice': inEffects((effects) => ({
    'item.killed': async (stores, arrival) => {
      await effects['item.killed']?.(stores, arrival);
      await effects['item.killed']?.(stores, arrival);
    },
  })),
  'acknowledged-before-synced': { syncLater: true },
  'half-a-transaction-stays': { keepsHalf: true },
  'embargo-is-not-read': inStores((stores) => ({
    items: {
      ...stores.items,
      version: async (itemId, version) => {
        const stored = await stores.items.version(itemId, version);
        return stored && { ...stored, content: withoutEmbargo(stored.content) };
      },
    },
  })),
  'freshness-is-believed': {
    tools: (tools) => tools,
    ...inStores((stores) => ({
      useState: { ...stores.useState, headSeenAt: async () => instantOf(Date.UTC(2030, 0, 1)) },
    })),
  },
  'quota-counts-nothing': inStores((stores) => ({
    useState: { ...stores.useState, countUses: async () => 0 },
  })),
  'quota-is-never-debited': inStores((stores) => ({
    useState: { ...stores.useState, debit: async () => undefined },
  })),
  'job-is-done-when-claimed': {
    queue: (queue) => ({
      ...queue,
      async claim(agencyId, topics, at, except) {
        const job = await queue.claim(agencyId, topics, at, except);
        if (job) await queue.settle(job, { doneAt: at });
        return job;
      },
    }),
  },
  'retries-end': {
    queue: (queue) => ({
      ...queue,
      settle: (job, outcome) =>
        queue.settle(job, job.attempts >= 3 && 'again' in outcome ? { doneAt: outcome.again } : outcome),
    }),
  },
  'receipt-without-the-deed': inEffects((effects) => ({
    'item.killed': (stores, arrival) =>
      effects['item.killed']?.(
        changedIn(stores, { items: { ...stores.items, record: async () => undefined } }),
        arrival,
      ) ?? Promise.resolve(),
  })),
  'cursor-counts-as-receipt': inStores((stores) => ({
    channels: {
      ...stores.channels,
      async recordPartnerCursor(ch, seq, at) {
        await stores.channels.recordPartnerCursor(ch, seq, at);
        const channel = await stores.channels.find(ch);
        const entry = { ch, epoch: channel?.epoch ?? 1, seq };
        const partnerDid = channel?.partnerDid ?? '';
        await stores.recalls.recordReceipt({ partnerDid, entry, state: 'applied', at, urls: [] });
      },
    },
  })),
  'last-word-is-not-sent': inStores((stores) => ({
    notices: { ...stores.notices, markReceiptSent: async () => false },
  })),
  'nonce-is-not-remembered': {
    doors: (doors) => {
      const calls = new Map<string, Awaited<ReturnType<typeof doors.admit>>>();
      return {
        ...doors,
        async admit(request, at) {
          const admitted = await doors.admit(request, at);
          const signature = request.headers['signature'] ?? '';
          if (admitted.ok) calls.set(signature, admitted);
          return calls.get(signature) ?? admitted;
        },
      };
    },
  },
  'older-version-replaces': inStores((stores) => ({
    items: {
      ...stores.items,
      lock: async (names) =>
        (await stores.items.lock(names)).map(({ item, ...known }) => ({
          ...known,
          ...(item ? { item: withVersion(item, 0) } : {}),
        })),
    },
  })),
  'suspension-is-not-heard': inStores((stores) => ({
    useState: {
      ...stores.useState,
      agreements: async () => (await stores.useState.agreements()).map((one) => ({ ...one, events: [] })),
    },
  })),
  'digest-is-not-checked': {
    tools: (tools) => {
      let next: Digest | undefined;
      return {
        ...tools,
        hash: {
          sha256(bytes) {
            const said = next;
            next = undefined;
            return said ?? tools.hash.sha256(bytes);
          },
        },
        partnerNode: {
          ...tools.partnerNode,
          async object(to, digest) {
            const bytes = await tools.partnerNode.object(to, digest);
            if (bytes.ok) next = parseDigest(digest);
            return bytes;
          },
        },
      };
    },
  },
  'signature-is-not-checked': { tools: (tools) => ({ ...tools, verify: () => true }) },
  'amendment-counts-unsigned': inStores((stores) => ({
    useState: {
      ...stores.useState,
      agreements: async () => (await stores.useState.agreements()).map(asIfSignedByAll),
    },
  })),
  'amendment-is-countersigned': inStores((stores) => ({
    agreements: {
      ...stores.agreements,
      async addSignature(digest, proof) {
        await stores.agreements.addSignature(digest, proof);
        const filed = await stores.agreements.lock(digest);
        const [first] = filed ? await stores.agreements.documents(filed.uid) : [];
        for (const one of first?.proofs ?? [])
          if (one.by !== proof.by) await stores.agreements.addSignature(digest, one);
      },
    },
  })),
  'use-of-a-signature-is-not-read': { tools: withoutUses },
  'target-of-a-request-is-not-read': {
    doors: (doors) => ({
      ...doors,
      async admit(request, at) {
        const { pathname, search } = new URL(request.targetUri);
        for (const host of HOSTS) {
          const targetUri = `https://${host}.example${pathname}${search}`;
          const admitted = await doors.admit({ ...request, targetUri }, at);
          if (admitted.ok) return admitted;
        }
        return doors.admit(request, at);
      },
    }),
  },
  'withheld-is-not-stopped': inEffects((effects) => ({
    'item.withheld': (stores, arrival) => effects['item.updated']?.(stores, arrival) ?? Promise.resolve(),
  })),
  'correction-is-an-update': inStores((stores) => ({
    recalls: { ...stores.recalls, correctionsOwed: async () => [] },
  })),
  'withdrawal-leaves-no-leaf': inStores((stores) => ({
    logLeaves: { ...stores.logLeaves, append: async () => undefined },
  })),
  'leaf-is-written-twice': inStores((stores) => ({
    logLeaves: {
      ...stores.logLeaves,
      async append(leaf) {
        await stores.logLeaves.append(leaf);
        await stores.logLeaves.append({ ...leaf, at: plusSeconds(leaf.at, 1) });
      },
    },
  })),
  'log-mark-is-not-read': { logMarks: (marks) => ({ ...marks, read: async () => undefined }) },
  'last-leaf-waits': inStores((stores) => ({
    transparency: {
      ...stores.transparency,
      waiting: async (limit) => (await stores.transparency.waiting(limit)).slice(0, -1),
    },
  })),
  'tree-is-made-of-other-leaves': inStores((stores) => ({
    transparency: {
      ...stores.transparency,
      append: ({ entries, ...grown }) => stores.transparency.append({ ...grown, entries: turned(entries) }),
    },
  })),
  'take-is-told-again': {
    ...inStores((stores) => ({ takes: { ...stores.takes, markTold: async () => undefined } })),
    endsAfter: 'taken',
  },
  'published-without-a-take': inStores((stores) => ({
    takes: {
      ...stores.takes,
      ofItem: async (itemId) =>
        (await stores.takes.ofItem(itemId)) ?? {
          id: itemId,
          itemId,
          version: 1,
          use: 'as-is',
          agreementDigest: (await stores.useState.agreements())[0]?.digest ?? missing(),
          takenAt: instantOf(0),
        },
    },
  })),
  'new-key-is-not-pinned': inEffects(() => ({ 'key.rotated': async () => undefined })),
  'mark-is-not-read': {
    tools: (tools) => ({
      ...tools,
      channelMarks: { ...tools.channelMarks, read: async () => ({ epoch: 1, seq: 0 }) },
    }),
  },
  'new-key-is-not-kept': {
    tools: (tools) => ({ ...tools, keptKeys: { ...tools.keptKeys, keep: async () => undefined } }),
  },
  'lost-kill-stays-lost': {
    tail: (effects) => ({ ...effects, 'item.killed': async () => undefined }),
  },
  'reader-stops-after-a-failure': {
    tools: (tools) => {
      const failed = new Set<string>();
      return {
        ...tools,
        partnerNode: {
          ...tools.partnerNode,
          async entries(to, ask, signal) {
            if (failed.has(ask.ch)) return accept({ head: '', entries: [], more: false });
            const page = await tools.partnerNode.entries(to, ask, signal);
            if (!page.ok && page.error.code === 'partner-unreachable') failed.add(ask.ch);
            return page;
          },
        },
      };
    },
  },
} as const satisfies Readonly<Record<string, Partial<Parts>>>;

export type Plant = keyof typeof PLANTS;

export function isPlant(name: string): name is Plant {
  return Object.hasOwn(PLANTS, name);
}

/** Bugs that only a lost database shows. */
const SHOWN_BY_RESTORE: ReadonlySet<Plant> = new Set([
  'mark-is-not-read',
  'new-key-is-not-kept',
  'log-mark-is-not-read',
  'lost-kill-stays-lost',
]);

/** What has to go wrong for a bug to show. */
export function faultsFor(plant: Plant): readonly FaultKind[] {
  return SHOWN_BY_RESTORE.has(plant) ? FAULTS_AND_RESTORE : FAULTS;
}

/** The program with one bug in it. */
export function planted(plant: Plant): Parts {
  return { ...HONEST, ...PLANTS[plant] };
}

const HOSTS = Array.from({ length: 9 }, (_, at) => `node${at + 1}`);

function asIfSignedByAll(filed: AgreementOnFile): AgreementOnFile {
  const { document, signatures, digest } = filed;
  const [first] = signatures;
  if (!first) return filed;
  const parties = [...JSON.stringify(document).matchAll(/"(did:web:[^"#]+)"/g)].map(([, did = '']) => did);
  return { ...filed, signatures: [...new Set(parties)].map((by) => ({ ...first, by, digest })) };
}

/** Takes a signature that says what it is for as one for an entry. */
function withoutUses(tools: ExchangeTools): ExchangeTools {
  const meant = new Map<string, string>();
  const asEntry = (jws: string): string => {
    const [head = '', payload = '', signature = ''] = jws.split('.');
    const text = Buffer.from(head, 'base64url').toString().replace('pactwire-head', 'pactwire-entry');
    const other = Buffer.from(text).toString('base64url');
    meant.set(`${other}.${payload}`, `${head}.${payload}`);
    return `${other}.${payload}.${signature}`;
  };
  return {
    ...tools,
    verify(key, message, signature) {
      const said = meant.get(Buffer.from(message).toString('latin1'));
      return tools.verify(key, said === undefined ? message : Buffer.from(said, 'latin1'), signature);
    },
    partnerNode: {
      ...tools.partnerNode,
      async entries(to, ask, signal) {
        const page = await tools.partnerNode.entries(to, ask, signal);
        return page.ok ? accept({ ...page.value, entries: page.value.entries.map(asEntry) }) : page;
      },
    },
  };
}

async function providersOf({ partners }: ExchangeStores): Promise<readonly string[]> {
  return (await partners.list()).map(({ did }) => did);
}

function withoutEmbargo({ embargoEndAt, ...content }: ItemVersion): ItemVersion {
  return embargoEndAt === undefined ? content : { ...content };
}

function withVersion(item: StoredItem, latestVersion: number): StoredItem {
  return { ...item, latestVersion };
}

/** The places of the first two changed. */
function turned<Entry extends { readonly leafNumber: number }>(entries: readonly Entry[]): readonly Entry[] {
  const [one, other, ...rest] = entries;
  if (!one || !other) return entries;
  return [{ ...one, leafNumber: other.leafNumber }, { ...other, leafNumber: one.leafNumber }, ...rest];
}

function missing(): never {
  throw new Error('a newsroom without agreements');
}

import type { Instant } from '#kernel/instant.ts';
import type { Publication } from '#domain/publication/publication.ts';
import type { ReasonClass } from '#domain/publication/reason-class.ts';
import type { PublicNoteKind } from '#domain/publication/released.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { OutboxStore } from '#ports/outbox-store.ts';
import type { ReleasedStore } from '#ports/released-store.ts';

/** Why readers find something else at an address, as they and the log are told; `actor`: DID of the agency that decided it. */
export type WithdrawalReason = {
  readonly reasonClass: ReasonClass;
  readonly publicReason: string;
  readonly actor: string;
};

const LEAVES = {
  withholding: 'page-withheld',
  release: 'page-reinstated',
  withdrawal: 'page-withdrawn',
} as const satisfies { readonly [K in Exclude<PublicNoteKind, 'correction'>]: string };

/** Nothing changes in silence: the public list says it, the log keeps one leaf (I8), and the provider hears what its story shows. */
export async function notePage(
  stores: {
    readonly released: ReleasedStore;
    readonly logLeaves: LogLeafStore;
    readonly outbox: OutboxStore;
  },
  { id, number }: Publication,
  { kind, reasonClass, publicReason, actor }: WithdrawalReason & { readonly kind: keyof typeof LEAVES },
  at: Instant,
): Promise<void> {
  await stores.released.addNote({ number, kind, reasonClass, note: publicReason, at });
  await stores.logLeaves.append({ kind: LEAVES[kind], subject: `page ${number}`, actor, reasonClass, at });
  await stores.outbox.put({ topic: 'usage-report', payload: { publicationId: id } }, at);
}

import type { AgreementRefusal } from '#domain/agreement/agreement-record.ts';
import type { FulfilmentRefusal, WordRefusal } from '#domain/agreement/commitment/judge-fulfilment.ts';
import type { CommentRefusal } from '#domain/agreement/talks/comment.ts';
import type { MoveRefusal } from '#domain/agreement/talks/judge-move.ts';
import type { EntryArrival } from '#app/channel/entry-effect.ts';
import type { AgreementStores } from './agreement-needs.ts';
import type { PartiesRefusal } from './judge-signing.ts';
import type { SignatureVerdict, SignedAgreementRefusal } from './verify-signed-agreement.ts';

/** Why what a partner sent about an agreement counts for nothing here. */
export type ReceiveRefusal =
  | SignedAgreementRefusal
  | AgreementRefusal
  | PartiesRefusal
  | { readonly code: 'agreement-unknown' }
  | FulfilmentRefusal
  | WordRefusal
  | { readonly code: 'fulfilment-unknown' }
  | MoveRefusal
  | CommentRefusal
  | {
      readonly code: 'agreement-entry-invalid';
      readonly because: 'no-object' | 'no-signature' | 'other-digest' | 'base' | 'expiresAt';
    }
  | { readonly code: 'agreement-too-large'; readonly size: number; readonly most: number }
  /** The name belongs to an agreement between others. */
  | { readonly code: 'agreement-id-taken' }
  /** Its sender has more here that cannot count yet than any honest party would. */
  | { readonly code: 'agreement-too-early' }
  | { readonly code: 'agreement-signature-refused'; readonly because: SignatureVerdict };

/** By which such notes are found again. */
export const REFUSED_NOTE = 'agreement-refused';

/** What was sent and does not count is noted, and changes nothing else. */
export async function noteRefused(
  { activities }: AgreementStores,
  { received, partner, at }: EntryArrival,
  { code, ...facts }: ReceiveRefusal,
): Promise<void> {
  const because = 'because' in facts ? { because: facts.because } : {};
  await activities.record({
    at,
    what: REFUSED_NOTE,
    subject: received.entry.id,
    facts: { code, ...because, partner: partner.did, type: received.entry.wireType },
  });
}

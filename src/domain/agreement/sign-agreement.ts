import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isParty, type Did } from './agreement.ts';
import type {
  AgreementRecord,
  AgreementRefusal,
  AgreementState,
  SignatureOnFile,
} from './agreement-record.ts';
import { signersOf, stateOf } from './state-of.ts';

/** May this side sign first? Its signature makes a draft a proposal. */
export function proposeAgreement(
  record: AgreementRecord,
  by: Did,
  at: Instant,
): Result<AgreementRecord, AgreementRefusal> {
  return maySign(record, by, at, 'draft');
}

/** May this side sign second? Only what the other side has proposed; then both have signed. */
export function countersignAgreement(
  record: AgreementRecord,
  by: Did,
  at: Instant,
): Result<AgreementRecord, AgreementRefusal> {
  return maySign(record, by, at, 'proposed');
}

/**
 * Adds a signature that has been verified by itself over the bytes of this record. Who has signed cannot sign again,
 * so a replay changes nothing.
 */
export function addSignature(
  record: AgreementRecord,
  signature: SignatureOnFile,
): Result<AgreementRecord, AgreementRefusal> {
  const { by, verified, digest } = signature;
  if (!isParty(record.agreement, by)) return refuse({ code: 'agreement-not-a-party', by });
  if (!verified) return refuse({ code: 'agreement-signature-invalid', by, why: 'unverified' });
  if (digest !== record.digest)
    return refuse({ code: 'agreement-signature-invalid', by, why: 'other-bytes' });
  if (signersOf(record).includes(by)) return refuse({ code: 'agreement-already-signed', by });
  return accept({ ...record, signatures: [...record.signatures, signature] });
}

function maySign(
  record: AgreementRecord,
  by: Did,
  at: Instant,
  wanted: AgreementState,
): Result<AgreementRecord, AgreementRefusal> {
  if (!isParty(record.agreement, by)) return refuse({ code: 'agreement-not-a-party', by });
  if (signersOf(record).includes(by)) return refuse({ code: 'agreement-already-signed', by });
  const state = stateOf(record, at);
  return state === wanted
    ? accept(record)
    : refuse({ code: 'agreement-not-in-state', state, wanted: [wanted] });
}

import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { PdfRefusal, PrintEvidence, PrintRefusal, ReadAttachment } from '#ports/evidence-printer.ts';
import { printEvidence } from '#formats/evidence/evidence-file.ts';
import { evidenceSheet } from './evidence-sheet.ts';
import {
  verifyEvidence,
  type VerifiedEvidence,
  type VerifyRefusal,
  type VerifyTools,
} from './verify-evidence.ts';

export type VerifyFileTools = VerifyTools & {
  readonly readAttachment: ReadAttachment;
  readonly printEvidence: PrintEvidence;
};

export type VerifyFileRefusal =
  | VerifyRefusal
  | PdfRefusal
  | PrintRefusal
  | { readonly code: 'evidence-text-differs' };

/** What was checked, and whether it came as pages that were set anew and are the same to the byte. */
export type VerifiedFile = VerifiedEvidence & { readonly kind: 'pdf' | 'json' };

/**
 * Verifies a file, PDF or JSON. The pages of a PDF are not read: they are set anew from the verified attachment and must be
 * the same bytes, so that nothing on them, visible or hidden, can say anything else than what was signed.
 */
export async function verifyEvidenceFile(
  bytes: Uint8Array,
  trusted: readonly PartnerKey[],
  tools: VerifyFileTools,
): Promise<Result<VerifiedFile, VerifyFileRefusal>> {
  if (!isPdf(bytes)) {
    const text = textOf(bytes);
    if (text === undefined) return refuse({ code: 'evidence-not-read', because: 'not-utf-8' });
    const verified = verifyEvidence(text, trusted, tools);
    return verified.ok ? accept({ ...verified.value, kind: 'json' }) : verified;
  }
  const attached = tools.readAttachment(bytes);
  if (!attached.ok) return attached;
  const verified = verifyEvidence(attached.value, trusted, tools);
  if (!verified.ok) return verified;
  const { file } = verified.value;
  if (!file) return refuse({ code: 'evidence-pdf-not-read', because: 'attachment' });
  const printed = await tools.printEvidence(evidenceSheet(verified.value, file), printEvidence(file));
  if (!printed.ok) return printed;
  return isSame(printed.value, bytes)
    ? accept({ ...verified.value, kind: 'pdf' })
    : refuse({ code: 'evidence-text-differs' });
}

function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8: the caller says so.
    return undefined;
  }
}

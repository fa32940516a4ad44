import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PartnerKey } from '#domain/newsroom/agency.ts';
import type { PdfRefusal, PrintEvidence, PrintRefusal, ReadAttachment } from '#ports/evidence-printer.ts';
import { printEvidence } from '#formats/evidence/evidence-file.ts';
import { judgeStatement, type JudgedStatement, type StatementRefusal } from './evidence-statement.ts';
import { evidenceSheet } from './evidence-sheet.ts';
import {
  verifyEvidence,
  type VerifiedEvidence,
  type VerifyRefusal,
  type VerifyTools,
} from './verify-evidence.ts';

export type VerifyFileTools = VerifyTools & {
  /** Of this program: evidence may be of another. */
  readonly release: string;
  readonly readAttachment: ReadAttachment;
  readonly printEvidence: PrintEvidence;
};

export type VerifyFileRefusal =
  | VerifyRefusal
  | PdfRefusal
  | PrintRefusal
  | StatementRefusal
  | { readonly code: 'evidence-text-differs' };

/** What was checked, and whether it came as pages that were set anew and are the same to the byte. */
export type VerifiedFile = VerifiedEvidence & {
  readonly kind: 'pdf' | 'json';
  /** What the issuing side signed of its pages and its trail; evidence older than that has none. */
  readonly statement?: JudgedStatement;
};

/**
 * Verifies a file, PDF or JSON. The pages of a PDF are not read: they are set anew from the words that the issuing side signed
 * in the attachment, in older files from today's, and must be the same bytes, so that nothing on them, visible or hidden, can
 * say anything else than what was signed.
 */
export async function verifyEvidenceFile(
  bytes: Uint8Array,
  trusted: readonly PartnerKey[],
  tools: VerifyFileTools,
): Promise<Result<VerifiedFile, VerifyFileRefusal>> {
  if (!isPdf(bytes)) {
    const text = textOf(bytes);
    if (text === undefined) return refuse({ code: 'evidence-not-read', because: 'not-utf-8' });
    const verified = judgeText(text, trusted, tools);
    return verified.ok ? accept({ ...verified.value, kind: 'json' }) : verified;
  }
  const attached = tools.readAttachment(bytes);
  if (!attached.ok) return attached;
  const verified = judgeText(attached.value, trusted, tools);
  if (!verified.ok) return verified;
  const { file, statement } = verified.value;
  if (!file) return refuse({ code: 'evidence-pdf-not-read', because: 'attachment' });
  const sheet = statement?.sheet ?? evidenceSheet(verified.value, file);
  const printed = await tools.printEvidence(sheet, printEvidence(file));
  if (!printed.ok) return printed;
  return isSame(printed.value, bytes)
    ? accept({ ...verified.value, kind: 'pdf' })
    : refuse({ code: 'evidence-text-differs' });
}

function judgeText(
  text: string,
  trusted: readonly PartnerKey[],
  tools: VerifyTools & Pick<VerifyFileTools, 'release'>,
): Result<Omit<VerifiedFile, 'kind'>, VerifyFileRefusal> {
  const verified = verifyEvidence(text, trusted, tools);
  if (!verified.ok) return verified;
  const { file } = verified.value;
  if (!file?.statement) return verified;
  const statement = judgeStatement(verified.value, { ...file, statement: file.statement }, tools);
  return statement.ok ? accept({ ...verified.value, statement: statement.value }) : statement;
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

import { inflateSync } from 'node:zlib';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { PdfRefusal, ReadAttachment } from '#ports/evidence-printer.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The attachment of an evidence PDF as our printer lays it down: one plain object with `/Type /EmbeddedFile` (ISO 32000-1
 * §7.11.4). A PDF that hides its objects in streams is not ours. What this reads is never trusted by its place: the whole
 * file is made anew from it and must come out the same.
 */
export const readAttachment: ReadAttachment = (pdf) => {
  // One character for one byte.
  const text = Buffer.from(pdf).toString('latin1');
  if (!/%%EOF\s*$/.test(text.slice(-32))) return refuse({ code: 'evidence-pdf-truncated' });
  const found = [...text.matchAll(/<<(?:(?!>>|stream)[\s\S]){0,200}\/Type\s*\/EmbeddedFile\b/g)];
  const [only] = found;
  if (!only || found.length > 1) return refuse({ code: 'evidence-pdf-attachments', count: found.length });
  const start = text.indexOf('stream', only.index);
  const end = text.indexOf('endstream', start);
  const head = text.slice(only.index, start);
  const length = Number(/\/Length\s+(\d+)\b/.exec(head)?.[1] ?? -1);
  if (start < 0 || end < 0 || length < 0) return notRead('stream');
  const from = start + 'stream'.length + (text.startsWith('\r\n', start + 6) ? 2 : 1);
  return inflated(pdf.subarray(from, from + length), /\/Filter\s*\/FlateDecode\b/.test(head));
};

function inflated(bytes: Uint8Array, isDeflated: boolean): Result<string, PdfRefusal> {
  try {
    const plain = isDeflated ? inflateSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
    return accept(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    // Not deflated, too large, or not UTF-8: nothing of ours.
    return notRead('attachment');
  }
}

function notRead(because: string): Result<never, PdfRefusal> {
  return refuse({ code: 'evidence-pdf-not-read', because });
}

import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { GuardError } from './connect.ts';

/** At most one coding; a stack of them is a bomb with several fuses (reliability.md, "Outbound guard"). */
const DECODERS = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The decoded bytes of a body, piece by piece, never more than `maxBytes`, nor more than that on the wire. */
export async function* decodedBody(
  body: Readable,
  encoding: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void> {
  let sizeBytes = 0;
  for await (const piece of decode(body, encoding, maxBytes)) {
    const bytes = bytesOf(piece);
    sizeBytes += bytes.length;
    if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
    yield bytes;
  }
}

function decode(body: Readable, encoding: string, maxBytes: number): AsyncIterable<unknown> {
  const coding = encoding.trim().toLowerCase();
  if (coding === '' || coding === 'identity') return body;
  const decoder = DECODERS.get(coding);
  if (!decoder) {
    body.destroy();
    throw new GuardError('encoding-unsupported', coding.slice(0, 40));
  }
  // Padding that decodes to nothing must end too.
  const capped = async function* (source: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void> {
    let wireBytes = 0;
    for await (const piece of source) {
      const bytes = bytesOf(piece);
      wireBytes += bytes.length;
      if (wireBytes > maxBytes) throw tooLarge(maxBytes);
      yield bytes;
    }
  };
  // Errors reach the reader through the decoder, which pipeline destroys with them.
  return pipeline(body, capped, decoder(), () => undefined);
}

function bytesOf(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw new TypeError('a response body is made of bytes');
}

function tooLarge(maxBytes: number): GuardError {
  return new GuardError('too-large', `more than ${maxBytes} bytes`);
}

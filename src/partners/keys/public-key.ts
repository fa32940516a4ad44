import { createHash } from 'node:crypto';
import { fromBase64url } from '#formats/envelope/base64url.ts';
import { thumbprintInput } from '#formats/envelope/key-document.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { KeyRefusal, PublicKey, Thumbprint } from '#ports/keys.ts';

/**
 * Takes a public key in: 43 characters of base64url. node:crypto accepts small-order points, under which a
 * signature can hold for any message (reliability.md, finding 4); so every key passes here once, when registered.
 */
export function checkPublicKey(x: string): Result<PublicKey, KeyRefusal> {
  const bytes = fromBase64url(x);
  if (!bytes || bytes.length !== 32) return refuse({ code: 'key-malformed' });
  const { y, sign } = decodePoint(bytes);
  if (y >= P) return refuse({ code: 'key-not-canonical' });
  // x = 0 has no negative: the sign bit would be a second spelling of the same point (RFC 8032 §5.1.3).
  if (sign && (y === 1n || y === P - 1n)) return refuse({ code: 'key-not-canonical' });
  if (SMALL_ORDER_Y.has(y)) return refuse({ code: 'key-small-order' });
  return isOnCurve(y) && isChecked(x) ? accept(x) : refuse({ code: 'key-not-on-curve' });
}

/** Whether 32 bytes spell a point of order 1, 2, 4 or 8, canonically or not; also asked of a signature's R. */
export function isSmallOrder(point: Uint8Array): boolean {
  return SMALL_ORDER_Y.has(decodePoint(point).y % P);
}

/** RFC 7638 over the required members of the JWK. */
export function thumbprintOf(key: PublicKey): Thumbprint {
  const text = createHash('sha256').update(thumbprintInput(key)).digest('base64url');
  if (!isThumbprint(text)) throw new Error('a SHA-256 in base64url has 43 characters');
  return text;
}

const P = 2n ** 255n - 19n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;

/** y of the points whose eighth multiple is the neutral element (x is either root, so the sign does not matter). */
const SMALL_ORDER_Y = new Set([
  0n,
  1n,
  P - 1n,
  2707385501144840649318225287225658788936804267575313519463743609750303021397n,
  P - 2707385501144840649318225287225658788936804267575313519463743609750303021397n,
]);

function decodePoint(bytes: Uint8Array): { readonly y: bigint; readonly sign: boolean } {
  const bigEndian = Buffer.from(bytes).reverse().toString('hex');
  const value = BigInt(`0x${bigEndian}`);
  return { y: value & (2n ** 255n - 1n), sign: value >> 255n === 1n };
}

/** x² = (y² - 1) / (d·y² + 1) must be a square (Euler's criterion); tested as the product, which has the same character. */
function isOnCurve(y: bigint): boolean {
  const ySquared = (y * y) % P;
  const product = ((ySquared + P - 1n) * (D * ySquared + 1n)) % P;
  const character = power(product, (P - 1n) / 2n);
  return character === 0n || character === 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % P;
  for (let bits = exponent; bits > 0n; bits >>= 1n) {
    if ((bits & 1n) === 1n) result = (result * square) % P;
    square = (square * square) % P;
  }
  return result;
}

function isChecked(x: string): x is PublicKey {
  return x.length === 43;
}

function isThumbprint(text: string): text is Thumbprint {
  return text.length === 43;
}

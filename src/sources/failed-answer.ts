import type { FetchResponse } from '#ports/fetch.ts';

/** So much of what a server says of its failure is kept. */
const BYTES = 4000;
const LETTERS_READ = 2000;
const LETTERS = 300;

/**
 * One line about an answer that is no success: the status, and the first words of its body as plain text. A server that repeats what
 * it was sent repeats our secrets too; they are struck out.
 */
export function failedAnswer({ status, body, headers }: FetchResponse, secrets: readonly string[]): string {
  const told = `The server answered ${status}.`;
  if (!/json|text|xml/i.test(headers['content-type'] ?? 'text')) return told;
  const text = new TextDecoder().decode(body.subarray(0, BYTES));
  // Struck out before it is cut, or half a secret would stay.
  const struck = secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text).slice(0, LETTERS_READ);
  const words = struck
    .replaceAll(/<(?:style|script)\b[^>]*>[\s\S]*?(?:<\/(?:style|script)>|$)/gi, ' ')
    .replaceAll(/<[^>]*(?:>|$)/g, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return words === '' ? told : `${told} It says: ${words.slice(0, LETTERS).toWellFormed()}`;
}

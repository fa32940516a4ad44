import { isJsonObject } from '#kernel/json.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { Answer } from '../answer-request.ts';
import type { Memory, Violation } from './look.ts';

/** Of all entries that ever left a node no two stand at one position, whatever was restored meanwhile. */
export function* judgeLeft({ left }: Memory, answer: Answer): Generator<Violation> {
  const page = readStrictJson(new TextDecoder().decode(answer.body));
  const entries = page.ok && isJsonObject(page.value) ? page.value['entries'] : undefined;
  if (!Array.isArray(entries)) return;
  for (const jws of entries) {
    if (typeof jws !== 'string') continue;
    const read = readStrictJson(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (!read.ok || !isJsonObject(read.value)) continue;
    const { ch, epoch, seq, type } = read.value;
    const place = JSON.stringify([ch, epoch, seq]);
    const before = left.get(place);
    if (before !== undefined && before !== jws)
      yield { invariant: 'signed-once', says: `a second entry, ${JSON.stringify(type)}, at ${place}` };
    left.set(place, jws);
  }
}

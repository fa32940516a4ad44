import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { fromBase64url } from './base64url.ts';
import { readStrictJson } from './strict-json.ts';

/** What a signed text of a channel says of its place. Its signature was checked when it was kept and is not here. */
export type KeptText = {
  readonly typ: string;
  readonly kid: string;
  readonly epoch: number;
  readonly seq: number;
  /** Of the entry at this place: of this text where it is the entry, as it says where it is a head. */
  readonly hash: string;
};

export function readKeptText(jws: string, hashOf: (ascii: Uint8Array) => string): KeptText | undefined {
  const [head = '', payload = ''] = jws.split('.');
  const [header, said] = [partOf(head), partOf(payload)];
  const { typ, kid } = header;
  const { epoch, seq, hash } = said;
  if (typeof typ !== 'string' || typeof kid !== 'string') return undefined;
  if (typeof epoch !== 'number' || typeof seq !== 'number') return undefined;
  if (typ === 'pactwire-entry+jws')
    return { typ, kid, epoch, seq, hash: hashOf(new TextEncoder().encode(jws)) };
  return typeof hash === 'string' ? { typ, kid, epoch, seq, hash } : undefined;
}

function partOf(part: string): JsonObject {
  const bytes = fromBase64url(part);
  const read = bytes ? readStrictJson(new TextDecoder().decode(bytes)) : undefined;
  return read?.ok && isJsonObject(read.value) ? read.value : {};
}

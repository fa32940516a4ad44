import { isJsonObject, type Json } from '#kernel/json.ts';
import type { Originator } from '#domain/item/item.ts';
import { readName, readOwnership } from '../discovery/read-member.ts';

const LONGEST_DID = 500;

/** `originator` of an entry that offers a story passed on; undefined where there is none. */
export function parseOriginator(value: Json | undefined): Originator | undefined | 'unreadable' {
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) return 'unreadable';
  const { did } = value;
  const name = readName(value['name']);
  const ownership = readOwnership(value['ownership']);
  if (typeof did !== 'string' || !/^did:web:[^\s]+$/.test(did) || did.length > LONGEST_DID)
    return 'unreadable';
  return name && ownership ? { did, name, ownership } : 'unreadable';
}

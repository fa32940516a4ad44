import { parseDigest, type Digest } from '#kernel/digest.ts';
import { parseInstant, type Instant } from '#kernel/instant.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isChannelId } from './channel-id.ts';
import type { SignedText } from './compact-jws.ts';
import {
  isEntryType,
  type Entry,
  type EntryBody,
  type EntryPosition,
  type ObjectRef,
  type ReceiptRequest,
} from './entry.ts';
import { readStrictJson, type JsonRefusal } from './strict-json.ts';

/** Why a signed text is no entry; `at` is a JSON pointer to the member that is missing or wrong. */
export type EntryRefusal =
  | { readonly code: 'entry-json'; readonly because: JsonRefusal }
  | { readonly code: 'entry-version'; readonly version: Json | undefined }
  | { readonly code: 'entry-invalid'; readonly at: string }
  | { readonly code: 'entry-data-too-large'; readonly bytes: number; readonly maxBytes: number };

/** 32 KiB: longer matter is an object of its own. */
const MAX_DATA_BYTES = 32_768;

const UUID_URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DID_WEB = /^did:web:[A-Za-z0-9._%:-]{1,240}$/;
const TYPE_NAME = /^[a-z]+(\.[a-z]+)?$/;
const FIXED_WIDTH_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s\u0000-\u001F\u007F"<>\\^`{|}]{1,2040}$/;
const MEDIA_TYPE = /^[\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127}(;[ -~]{1,200})?$/;

const MEMBERS = new Set('v id ch epoch seq prev iss aud type time agr subj obj req crit data ext'.split(' '));

/** Reads an entry out of a payload whose signature held (I17). Unknown members are kept apart, never acted on. */
export function parseEntry(payload: SignedText): Result<Entry, EntryRefusal> {
  return judgeEntryText(payload);
}

/** The same of a text that nobody has signed yet: whether its reader could take it in. */
export function judgeEntryText(payload: string): Result<Entry, EntryRefusal> {
  const json = readStrictJson(payload);
  if (!json.ok) return refuse({ code: 'entry-json', because: json.error });
  if (!isJsonObject(json.value)) return refuse({ code: 'entry-invalid', at: '' });
  return readEntry(json.value);
}

function readEntry(object: JsonObject): Result<Entry, EntryRefusal> {
  if (object['v'] !== 1) return refuse({ code: 'entry-version', version: object['v'] });
  const position = readPosition(object);
  if (!position.ok) return position;
  const parties = readParties(object);
  if (!parties.ok) return parties;
  const matter = readMatter(object);
  if (!matter.ok) return matter;
  const unread = Object.entries(object).filter(([name]) => !MEMBERS.has(name));
  return accept({
    ...position.value,
    ...parties.value,
    ...matter.value,
    ...(unread.length > 0 ? { unread: Object.fromEntries(unread) } : {}),
  });
}

function readPosition(object: JsonObject): Result<EntryPosition, EntryRefusal> {
  const { ch, epoch, seq } = object;
  if (typeof ch !== 'string' || !isChannelId(ch)) return invalid('/ch');
  if (!isCount(epoch) || epoch < 1) return invalid('/epoch');
  if (!isCount(seq) || seq < 1) return invalid('/seq');
  const prev = object['prev'] === null ? null : digestOf(object['prev']);
  if (prev === undefined || (prev === null) !== (seq === 1)) return invalid('/prev');
  return accept({ ch, epoch, seq, prev });
}

type Parties = Pick<Entry, 'id' | 'iss' | 'aud' | 'type' | 'wireType' | 'time'>;

function readParties(object: JsonObject): Result<Parties, EntryRefusal> {
  const id = textLike(object['id'], UUID_URN);
  const iss = textLike(object['iss'], DID_WEB);
  const aud = textLike(object['aud'], DID_WEB);
  if (id === undefined) return invalid('/id');
  if (iss === undefined) return invalid('/iss');
  if (aud === undefined) return invalid('/aud');
  const wireType = textLike(object['type'], TYPE_NAME);
  if (wireType === undefined || wireType.length > 64) return invalid('/type');
  const time = instantLike(textLike(object['time'], FIXED_WIDTH_TIME));
  if (time === undefined) return invalid('/time');
  return accept({ id, iss, aud, time, wireType, type: isEntryType(wireType) ? wireType : 'unknown' });
}

type Matter = Pick<EntryBody, 'agr' | 'subj' | 'obj' | 'req' | 'crit' | 'data' | 'ext'>;

function readMatter(object: JsonObject): Result<Matter, EntryRefusal> {
  const agr = digestsOf(object['agr'] === undefined ? [] : object['agr']);
  if (!agr) return invalid('/agr');
  const crit = object['crit'] ?? false;
  if (typeof crit !== 'boolean' || object['crit'] === null) return invalid('/crit');
  const data = readData(object);
  if (!data.ok) return data;
  const references = readReferences(object);
  if (!references.ok) return references;
  const ext = object['ext'];
  if (ext !== undefined && !isJsonObject(ext)) return invalid('/ext');
  return accept({ agr, crit, data: data.value, ...references.value, ...(ext ? { ext } : {}) });
}

function readData(object: JsonObject): Result<JsonObject, EntryRefusal> {
  const data = object['data'] === undefined ? {} : object['data'];
  if (!isJsonObject(data) || hasNul(data)) return invalid('/data');
  const bytes = new TextEncoder().encode(JSON.stringify(data)).length;
  return bytes > MAX_DATA_BYTES
    ? refuse({ code: 'entry-data-too-large', bytes, maxBytes: MAX_DATA_BYTES })
    : accept(data);
}

/** A character of JSON and of no text column: an entry that has it could be stored, and its effects could not. */
function hasNul(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (Array.isArray(value)) return value.some(hasNul);
  return (
    isJsonObject(value) && Object.entries(value).some(([key, part]) => key.includes('\0') || hasNul(part))
  );
}

type References = Pick<EntryBody, 'subj' | 'obj' | 'req'>;

function readReferences(object: JsonObject): Result<References, EntryRefusal> {
  const subj = textLike(object['subj'], URI);
  if (subj === undefined && object['subj'] !== undefined) return invalid('/subj');
  const obj = readObjectRef(object['obj']);
  if (!obj.ok) return obj;
  const req = readReceiptRequest(object['req']);
  if (!req.ok) return req;
  return accept({
    ...(subj === undefined ? {} : { subj }),
    ...(obj.value ? { obj: obj.value } : {}),
    ...(req.value ? { req: req.value } : {}),
  });
}

function readObjectRef(value: Json | undefined): Result<ObjectRef | undefined, EntryRefusal> {
  if (value === undefined) return accept(undefined);
  if (!isJsonObject(value)) return invalid('/obj');
  const digest = digestOf(value['digest']);
  if (!digest) return invalid('/obj/digest');
  const { size } = value;
  if (!isCount(size)) return invalid('/obj/size');
  const mediaType = textLike(value['mediaType'], MEDIA_TYPE);
  return mediaType === undefined ? invalid('/obj/mediaType') : accept({ digest, size, mediaType });
}

function readReceiptRequest(value: Json | undefined): Result<ReceiptRequest | undefined, EntryRefusal> {
  if (value === undefined) return accept(undefined);
  if (!isJsonObject(value)) return invalid('/req');
  const { receipt } = value;
  if (receipt !== 'received' && receipt !== 'applied') return invalid('/req/receipt');
  if (value['by'] === undefined) return accept({ receipt });
  const by = instantLike(value['by']);
  return by === undefined ? invalid('/req/by') : accept({ receipt, by });
}

function invalid(at: string): Result<never, EntryRefusal> {
  return refuse({ code: 'entry-invalid', at });
}

function isCount(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function textLike(value: Json | undefined, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

function instantLike(value: Json | undefined): Instant | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

function digestOf(value: Json | undefined): Digest | undefined {
  return typeof value === 'string' ? parseDigest(value) : undefined;
}

function digestsOf(value: Json): readonly Digest[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const digests: Digest[] = [];
  for (const member of value) {
    const digest = digestOf(member);
    if (!digest) return undefined;
    digests.push(digest);
  }
  return digests;
}

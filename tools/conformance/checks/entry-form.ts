import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import { demand, type Check } from '../check.ts';
import { readAll } from '../read-channel.ts';
import { told } from '../told.ts';

const DIGEST = /^sha-256:[A-Za-z0-9_-]{43}$/;
const MOST_DATA_BYTES = 32_768;

type Form = (value: Json) => boolean;

const isText =
  (pattern: RegExp): Form =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const isCountFrom =
  (least: number): Form =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least;

/** What every entry has (pxp-1, Entry). */
const NEEDED: Readonly<Record<string, Form>> = {
  v: (value) => value === 1,
  id: isText(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  ch: isText(/^ch_[A-Za-z0-9_-]{32}$/),
  epoch: isCountFrom(1),
  seq: isCountFrom(1),
  prev: (value) => value === null || isText(DIGEST)(value),
  iss: isText(/^did:web:/),
  aud: isText(/^did:web:/),
  type: isText(/^[a-z]+(\.[a-z]+)?$/),
  time: isText(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
};

/** What an entry may have; absent is left out and never null. */
const OPTIONAL: Readonly<Record<string, Form>> = {
  agr: (value) => Array.isArray(value) && value.every(isText(DIGEST)),
  subj: isText(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/),
  obj: (value) => isJsonObject(value) && isObjectRef(value),
  req: (value) => isJsonObject(value) && (value['receipt'] === 'received' || value['receipt'] === 'applied'),
  crit: (value) => typeof value === 'boolean',
  data: (value) => isJsonObject(value) && Buffer.byteLength(JSON.stringify(value)) <= MOST_DATA_BYTES,
  ext: isJsonObject,
};

export const ENTRY_FORM: Check = {
  id: 'channel.entry-form',
  section: 'Entry',
  says: 'every member of an entry has its form, and what is absent is left out',
  async run(run) {
    const entries = await readAll(run, run.main);
    for (const { payload } of entries) demandForm(payload);
    return `${entries.length} entries`;
  },
};

function demandForm(entry: JsonObject): void {
  for (const [name, isFormed] of Object.entries(NEEDED)) {
    const value = entry[name];
    demand(value !== undefined && isFormed(value), `${told(entry['type'])}: ${name} is ${told(value)}`);
  }
  for (const [name, isFormed] of Object.entries(OPTIONAL)) {
    const value = entry[name];
    demand(value === undefined || isFormed(value), `${told(entry['type'])}: ${name} is ${told(value)}`);
  }
}

function isObjectRef({ digest, size, mediaType }: JsonObject): boolean {
  return (
    isText(DIGEST)(digest ?? null) && isCountFrom(0)(size ?? null) && isText(/^\S+\/\S+$/)(mediaType ?? null)
  );
}

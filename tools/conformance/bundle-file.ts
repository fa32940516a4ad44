import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { headerOf, openJws, signJws } from './compact-jws.ts';
import { digestOf, holds, type OwnKey } from './keys.ts';
import { unpackTar, type Member } from './tar.ts';

/** What a bundle says, and where it departs from what it should (pxp-1, Bundles). */
export type Bundled = {
  readonly key: OwnKey;
  readonly ch: string;
  readonly after: number;
  readonly head: string;
  readonly entries: readonly string[];
  /** Members beside the entries. */
  readonly more?: readonly Member[];
  /** How far its publisher holds the channel of the other direction. */
  readonly cursor?: JsonObject;
};

/** A bundle as it should be of these parts. */
export function printBundle({
  key,
  ch,
  after,
  head,
  entries,
  more = [],
  cursor,
}: Bundled): readonly Member[] {
  const lines = Buffer.from(entries.map((jws) => `${jws}\n`).join(''));
  const members = [...(entries.length > 0 ? [memberOf('entries', lines)] : []), ...more];
  const manifest = {
    v: 1,
    ch,
    after: { epoch: 1, seq: after },
    head,
    members: members.length,
    contents: contentsOf(members),
    ...(cursor ? { cursor } : {}),
  };
  const jws = signJws(key, headerOf(key, 'pactwire-bundle+jws'), JSON.stringify(manifest));
  return [{ name: 'manifest', bytes: Buffer.from(jws) }, ...members];
}

export function memberOf(part: string, bytes: Buffer): Member {
  return { name: `${part}/${digestOf(bytes).slice('sha-256:'.length)}`, bytes };
}

/** A bundle that is in itself as specified: what its manifest says, and the lines of its entries. */
export type OpenBundle = {
  readonly manifest: JsonObject;
  readonly entries: readonly string[];
  readonly members: readonly Member[];
};

/** Where the small node looks away on purpose. */
export type LooksAway = {
  readonly fromBytes?: boolean;
  readonly fromNames?: boolean;
  readonly fromKeys?: boolean;
  readonly fromContents?: boolean;
  readonly fromEnd?: boolean;
};

/** The reason, where a file is not as specified under these keys. */
export function openBundle(
  file: Buffer,
  keys: ReadonlyMap<string, string>,
  looks: LooksAway = {},
): OpenBundle | string {
  const all = unpackTar(file, looks.fromEnd);
  if (typeof all === 'string') return all;
  const [first, ...members] = all;
  if (first?.name !== 'manifest') return 'the first member is no manifest';
  const manifest = openManifest(first.bytes.toString('utf8'), keys, looks);
  if (typeof manifest === 'string') return `the manifest: ${manifest}`;
  const fault = members.map((member) => faultOf(member, looks)).find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  if (new Set(members.map(({ name }) => name)).size < members.length) return 'a member comes twice';
  const isWhole = manifest['members'] === members.length && manifest['contents'] === contentsOf(members);
  if (!isWhole && !looks.fromContents) return 'the members are not those that the manifest names';
  return { manifest, entries: members.flatMap(linesOf), members };
}

function openManifest(jws: string, keys: ReadonlyMap<string, string>, looks: LooksAway): JsonObject | string {
  const opened = openJws(jws, 'pactwire-bundle+jws', keys, looks.fromKeys ? () => true : holds);
  if (typeof opened === 'string') return opened;
  const { payload } = opened;
  return payload['v'] === 1 && isJsonObject(payload['after']) ? payload : 'it is not of this form';
}

function faultOf({ name, bytes }: Member, looks: LooksAway): string | undefined {
  const [part = '', digest] = name.split('/');
  if (!['entries', 'objects', 'blobs'].includes(part) && !looks.fromNames) return `a member is named ${name}`;
  return looks.fromBytes || looks.fromNames || digestOf(bytes) === `sha-256:${digest}`
    ? undefined
    : `${name} has other bytes`;
}

function linesOf({ name, bytes }: Member): readonly string[] {
  return name.startsWith('entries/')
    ? bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

function contentsOf(members: readonly Member[]): string {
  return digestOf(members.map(({ name }) => `${name}\n`).join(''));
}

import { parseDigest, type Digest } from '#kernel/digest.ts';

/** What a bundle carries beside its manifest: pages of entries, the objects they name, and blobs. */
const BUNDLE_PARTS = ['entries', 'objects', 'blobs'] as const;
type BundlePart = (typeof BUNDLE_PARTS)[number];

/** A member is named by the digest of its bytes. */
type MemberName = { readonly part: BundlePart; readonly digest: Digest };

/** The first member of every bundle. */
export const MANIFEST_NAME = 'manifest';

const MIB = 1024 * 1024;
/** How much a bundle may hold: of one member as much as over HTTP, of all what the usual file system of a stick takes. */
export const BUNDLE_LIMITS = {
  memberBytes: { entries: 6 * MIB, objects: 6 * MIB, blobs: 64 * MIB },
  bytes: 4096 * MIB - 1,
  members: 200_000,
} as const;

const NAME = /^(entries|objects|blobs)\/([A-Za-z0-9_-]{43})$/;
const PREFIX = 'sha-256:';

export function memberName({ part, digest }: MemberName): string {
  return `${part}/${digest.slice(PREFIX.length)}`;
}

/** Undefined for a name that no member of a bundle has: such a name is never looked at as a path. */
export function readMemberName(name: string): MemberName | undefined {
  const [, word, rest = ''] = NAME.exec(name) ?? [];
  const part = BUNDLE_PARTS.find((one) => one === word);
  const digest = parseDigest(`${PREFIX}${rest}`);
  return part && digest && { part, digest };
}

/** The text whose digest the manifest signs: the names of all members in their order, one on a line. */
export function listMembers(members: readonly MemberName[]): string {
  return members.map((member) => `${memberName(member)}\n`).join('');
}

/** Entries of one page, one on a line: a compact JWS has no line breaks. */
export function printEntriesPage(entries: readonly string[]): string {
  return entries.map((entry) => `${entry}\n`).join('');
}

export function readEntriesPage(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Every digest that a document names, whatever for. */
export function digestsIn(text: string): readonly Digest[] {
  const found = text.match(/sha-256:[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g) ?? [];
  return [...new Set(found)].flatMap((digest) => parseDigest(digest) ?? []);
}

import { parseDialect } from '#formats/dialects/dialect-schema.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import type { DialectStore, KeptDialect } from '#ports/dialect-store.ts';

/** The dialects that an agency keeps and has not switched off, in the order in which they are asked: that of their ids. */
export async function dialectsInForce(dialects: Pick<DialectStore, 'list'>): Promise<readonly Dialect[]> {
  return (await dialects.list()).filter(({ state }) => state === 'on').map(dialectOf);
}

/** As it reads: with the number of its version in it. What it keeps private must not go out unread (I26): one that is none is a fault. */
export function dialectOf({ id, version, content }: KeptDialect): Dialect {
  const read = parseDialect({ ...content, version });
  if (!read.ok) throw new Error(`the kept dialect ${id} ${version}${read.error.at}: ${read.error.detail}`);
  return read.value;
}

/** What is asked beside them, without those whose id a nearer one has: a kept dialect before a file, a file before one shipped. */
export function without(dialects: readonly Dialect[], nearer: readonly Dialect[]): readonly Dialect[] {
  const taken = new Set(nearer.map(({ id }) => id));
  return dialects.filter(({ id }) => !taken.has(id));
}

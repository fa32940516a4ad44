import type { Instant } from '#kernel/instant.ts';
import { isJsonObject } from '#kernel/json.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import type { LogLeafStore } from '#ports/log-leaf-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { TransparencyStore } from '#ports/transparency-store.ts';

/** A program: what it calls itself, and the SHA-256 of its source in hexadecimal. */
export type Release = { readonly version: string; readonly sha256: string };

/** Says in the log which program signs it from now on. What it said last is not said again, whichever process begins first. */
export async function noteRelease(
  needs: {
    readonly transact: Transact<{
      readonly logLeaves: LogLeafStore;
      readonly transparency: Pick<TransparencyStore, 'lock'>;
    }>;
  },
  { id, did }: Agency,
  { version, sha256 }: Release,
  at: Instant,
): Promise<void> {
  await needs.transact(id, async ({ logLeaves, transparency }) => {
    await transparency.lock();
    const last = readRelease((await logLeaves.last('release')) ?? '');
    if (last?.version === version && last.sha256 === sha256) return;
    const subject = `pactwire ${version} ${sha256}`;
    await logLeaves.append({ kind: 'release', subject, actor: did, at, facts: { version, sha256 } });
  });
}

function readRelease(leaf: string): Release | undefined {
  const read = readStrictJson(leaf);
  if (!read.ok || !isJsonObject(read.value)) return undefined;
  const { version, sha256 } = read.value;
  return typeof version === 'string' && typeof sha256 === 'string' ? { version, sha256 } : undefined;
}

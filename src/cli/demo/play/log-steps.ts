import { createHash, createPublicKey, verify } from 'node:crypto';
import { verifyLog, type VerifiedLog } from '#app/ledger/verify-log.ts';
import { parseNodeCard } from '#formats/discovery/node-card.ts';
import { parseVkey } from '#formats/tlog/signed-note.ts';
import { isJsonObject } from '#kernel/json.ts';
import { until } from '../until.ts';
import { check, type Play, type Step } from './play.ts';

/** What was withdrawn can be proven by anybody, and the other side has signed that it saw it. */
export const LOG_STEPS: readonly Step[] = [{ step: 'withdrawals-proven', run: proveWithdrawals }];

const KINDS = ['item-killed', 'page-withdrawn'] as const;

async function proveWithdrawals({ giver, taker }: Play): Promise<string> {
  const logs = await until('two logs that the other side cosigned', async () => {
    const read = [await verifiedLog(giver.origin), await verifiedLog(taker.origin)] as const;
    return read.every(({ cosigners }) => cosigners.length === 1) && read;
  });
  const counts = logs.map(({ leaves }) => KINDS.map((kind) => countOf(leaves, kind)));
  check(counts.join(' / ') === '2,0 / 0,1', `two kills there, one page here (${counts.join(' / ')})`);
  return logs.map(({ checkpoint }) => `${checkpoint.origin}: ${checkpoint.size}`).join(', ');
}

/** The whole log of a node, made again from its leaves, under the key that the node shows. */
async function verifiedLog(origin: string): Promise<VerifiedLog> {
  const card = parseNodeCard(await (await fetch(`${origin}/.well-known/pactwire`)).json());
  const vkey = card.ok ? card.value.agencies[0]?.transparency?.log : undefined;
  const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  const key = parseVkey(sha256, vkey ?? '');
  if (!key) throw new Error('the node shows no key of its log');
  const read = async (path: string): Promise<Uint8Array | undefined> => {
    const answer = await fetch(`${origin}/transparency/${path}`);
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
  };
  const verified = await verifyLog({ sha256, verifyNote }, read, key);
  if (!verified.ok) throw new Error(verified.error.code);
  return verified.value;
}

function verifyNote(x: string, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}

function countOf(leaves: readonly string[], kind: string): number {
  return leaves.filter((leaf) => {
    const json: unknown = JSON.parse(leaf);
    return isJsonObject(json) && json['kind'] === kind;
  }).length;
}

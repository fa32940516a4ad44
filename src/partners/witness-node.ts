import { createHash } from 'node:crypto';
import { logOrigin, witnessName } from '#formats/tlog/log-names.ts';
import type { GuardedFetch } from '#ports/fetch.ts';
import type { WitnessNode } from '#ports/witness.ts';

const LIMITS = { firstByteMs: 10_000, totalMs: 30_000, maxRedirects: 0, maxBytes: 65_536 };

/** Partners as witnesses, at the place that their own name says (tlog-witness, “HTTP Interface”). */
export function witnessNode(fetch: GuardedFetch, allowHosts: readonly string[]): WitnessNode {
  const placeOf = (did: string, baseUrl: string): string =>
    `${new URL(baseUrl).protocol}//${witnessName(did)}`;
  const policy = { allowHosts };
  return {
    async addCheckpoint({ partnerDid, baseUrl }, body) {
      const answer = await fetch({
        method: 'POST',
        url: `${placeOf(partnerDid, baseUrl)}/add-checkpoint`,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        body: new TextEncoder().encode(body),
        limits: LIMITS,
        policy,
      });
      return answer.ok ? { status: answer.value.status, text: textOf(answer.value.body) } : undefined;
    },
    async handover({ partnerDid, baseUrl }, keyId) {
      const url = `${new URL(baseUrl).protocol}//${logOrigin(partnerDid)}/handover/${keyId}`;
      const answer = await fetch({ method: 'GET', url, limits: LIMITS, policy });
      return answer.ok && answer.value.status === 200 ? textOf(answer.value.body) : undefined;
    },
    async latest({ partnerDid, baseUrl }, origin) {
      const hash = createHash('sha256').update(origin).digest('hex');
      const url = `${placeOf(partnerDid, baseUrl)}/${hash}/checkpoint`;
      const answer = await fetch({ method: 'GET', url, limits: LIMITS, policy });
      return answer.ok && answer.value.status === 200 ? textOf(answer.value.body) : undefined;
    },
  };
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

import { createHash } from 'node:crypto';
import { demand, type Check, type Run } from '../check.ts';
import { holds } from '../keys.ts';
import type { SeenRequest } from '../peer-server.ts';

const PARAMS =
  /^sig1=(\((?<list>[^)]*)\);created=(?<created>\d+);expires=(?<expires>\d+);nonce="(?<nonce>[A-Za-z0-9_-]{1,64})";keyid="(?<keyid>[^"]+)";alg="ed25519";tag="pactwire")$/;

export const CALLERS: readonly Check[] = [
  {
    id: 'caller.signed',
    section: 'Signed requests',
    says: 'every request of the node is signed as it demands of others, and no nonce comes twice',
    async run(run) {
      const nonces = new Set<string>();
      const signed = run.server.seen.filter(({ url }) => new URL(url).pathname.startsWith('/pxp/'));
      for (const request of signed) {
        const nonce = demandSigned(run, request);
        demand(!nonces.has(nonce), `${request.method} ${request.url}: a nonce came twice`);
        nonces.add(nonce);
      }
      demand(signed.length > 0, 'it never called');
      return `${signed.length} requests`;
    },
  },
];

function demandSigned({ node }: Run, { method, url, headers, body }: SeenRequest): string {
  const called = `${method} ${new URL(url).pathname}`;
  const input = String(headers['signature-input'] ?? '');
  const { list, created, expires, nonce, keyid } = PARAMS.exec(input)?.groups ?? {};
  demand(nonce !== undefined && list !== undefined, `${called}: Signature-Input is ${input.slice(0, 200)}`);
  const expected = body.length > 0 ? BODIED : BARE;
  demand(list === expected.map((name) => `"${name}"`).join(' '), `${called} covers ${list}`);
  demand(Number(expires) - Number(created) <= 300, `${called} lives longer than 300 s`);
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  demand(body.length === 0 || headers['content-digest'] === digest, `${called}: Content-Digest is wrong`);
  const x = node.calls.get(keyid ?? '');
  demand(x !== undefined, `${called} is signed by ${String(keyid)}`);
  const values: Record<string, string> = {
    '@method': method,
    '@target-uri': url,
    'content-type': String(headers['content-type']),
    'content-digest': digest,
  };
  const base = [
    ...expected.map((name) => `"${name}": ${values[name] ?? ''}`),
    `"@signature-params": ${input.slice('sig1='.length)}`,
  ].join('\n');
  const signature = /^sig1=:([A-Za-z0-9+/=]+):$/.exec(String(headers['signature'] ?? ''))?.[1] ?? '';
  demand(holds(x, base, Buffer.from(signature, 'base64')), `${called}: the signature does not hold`);
  return nonce;
}

const BARE = ['@method', '@target-uri'];
const BODIED = [...BARE, 'content-type', 'content-digest'];

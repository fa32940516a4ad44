import { isJsonObject } from '#kernel/json.ts';
import { demand, demandAlike, demandProblem, type Check, type Run } from '../check.ts';
import { makeKey } from '../keys.ts';
import { channelPath } from '../read-channel.ts';
import { newNonce, signedHeaders, type Departure } from '../signed-request.ts';
import { askOf, callAs, callUnsigned, send, type Answer, type Call } from '../tested-node.ts';

const SECTION = 'Signed requests';

function head(run: Run): Call {
  return { path: channelPath(run, run.main, 'head') };
}

/** What a request may depart in, and how it is refused; the body that a few need is a cursor. */
const DEPARTURES: readonly (readonly [
  id: string,
  says: string,
  of: (run: Run) => Departure,
  code?: string,
])[] = [
  ['wrong-key', 'a signature by another key', ({ main }) => ({ signedBy: makeKey(main.http.kid) })],
  [
    'sign-key',
    'the key for entries signs no request',
    ({ main }) => ({ keyid: main.sign.kid, signedBy: main.sign }),
  ],
  ['unknown-key', 'a key that nobody pinned', ({ main }) => ({ keyid: `${main.did}#http-9` })],
  ['expired', 'a signature whose time is over', () => ({ created: -200, lives: 60 })],
  ['old', 'a clock more than 300 s behind', () => ({ created: -400 }), 'clock-skew'],
  ['future', 'a clock more than 300 s ahead', () => ({ created: 400 }), 'clock-skew'],
  ['long-lived', 'a signature that lives longer than 300 s', () => ({ lives: 301 })],
  ['wrong-alg', 'another algorithm', () => ({ alg: 'rsa-v1_5-sha256' })],
  ['wrong-tag', 'another tag', () => ({ tag: 'elsewhere' })],
  ['wrong-nonce', 'a nonce that is no base64url', () => ({ nonce: 'not a nonce' })],
  ['more-params', 'a parameter that is not named', () => ({ moreParams: ';more="1"' })],
  ['other-label', 'another label', () => ({ label: 'sig2' })],
  ['more-components', 'a component too many', () => ({ components: ['@method', '@target-uri', 'host'] })],
  ['less-components', 'a component too few', () => ({ components: ['@method'] })],
  ['other-order', 'the components in another order', () => ({ components: ['@target-uri', '@method'] })],
  [
    'other-address',
    'the address is the node’s own, whatever Host says',
    (run) => ({ targetUri: `https://elsewhere.example${head(run).path}` }),
  ],
];

export const REQUESTS: readonly Check[] = [
  {
    id: 'request.signed',
    section: SECTION,
    says: 'a request that is signed as specified is let in',
    async run(run) {
      const { status } = await callAs(run.origin, run.main, head(run));
      demand(status === 200, `answered ${status}`);
      return '200';
    },
  },
  {
    id: 'request.unsigned',
    section: SECTION,
    says: 'all requests but discovery are signed',
    async run(run) {
      const asked: Call[] = [
        head(run),
        { path: channelPath(run, run.main, 'entries?epoch=1&after=0') },
        { method: 'PUT', path: channelPath(run, run.main, 'cursor'), body: '{}' },
        { path: `/pxp/v1/objects/sha-256:${'A'.repeat(43)}` },
        { path: `/pxp/v1/blobs/sha-256:${'A'.repeat(43)}` },
        { method: 'POST', path: '/pxp/v1/hints', body: '{}' },
      ];
      for (const call of asked) demandProblem(await callUnsigned(run.origin, call), 401, 'signature-refused');
      return `401 at ${asked.length} doors`;
    },
  },
  ...DEPARTURES.map(([id, says, of, code = 'signature-refused']): Check => ({
    id: `request.${id}`,
    section: SECTION,
    says,
    async run(run) {
      const answer = await callAs(run.origin, run.main, head(run), of(run));
      const seen = demandProblem(answer, 401, code);
      if (code === 'clock-skew') demandServerTime(answer);
      return seen;
    },
  })),
  {
    id: 'request.replayed',
    section: SECTION,
    says: 'a nonce counts once',
    async run(run) {
      const nonce = newNonce();
      const first = await callAs(run.origin, run.main, head(run), { nonce });
      demand(first.status === 200, `the first answered ${first.status}`);
      return demandProblem(
        await callAs(run.origin, run.main, head(run), { nonce }),
        401,
        'signature-refused',
      );
    },
  },
  {
    id: 'request.other-method',
    section: SECTION,
    says: 'the method is covered',
    async run(run) {
      const ask = askOf(run.origin, head(run));
      const headers = signedHeaders(run.main.http, { ...ask, method: 'PUT' });
      return demandProblem(await send(ask, headers), 401, 'signature-refused');
    },
  },
  {
    id: 'request.wrong-digest',
    section: SECTION,
    says: 'Content-Digest is of the very body',
    run: (run) => refusedBody(run, { digestOver: '{"epoch":1}' }),
  },
  {
    id: 'request.uncovered-body',
    section: SECTION,
    says: 'a body is covered by the signature',
    run: (run) => refusedBody(run, { components: ['@method', '@target-uri'] }),
  },
  {
    id: 'request.no-oracle',
    section: SECTION,
    says: 'who is trusted here is told to nobody: a wrong signature of a partner and one of a stranger are refused alike',
    async run(run) {
      const wrong = makeKey(run.main.http.kid);
      const partner = await callAs(run.origin, run.main, head(run), { signedBy: wrong });
      const stranger = await callAs(run.origin, run.stranger, head(run));
      const invented = await callAs(run.origin, run.main, head(run), {
        keyid: 'did:web:nobody.example#http-1',
      });
      demandAlike(partner, stranger);
      demandAlike(partner, invented);
      return 'the same three times';
    },
  },
];

async function refusedBody(run: Run, departure: Departure): Promise<string> {
  const call: Call = {
    method: 'PUT',
    path: channelPath(run, run.main, 'cursor'),
    body: '{"epoch":1,"seq":0,"hash":""}',
  };
  return demandProblem(await callAs(run.origin, run.main, call, departure), 401, 'signature-refused');
}

function demandServerTime({ json }: Answer): void {
  const { facts } = json;
  const told = isJsonObject(facts) ? facts['serverTime'] : undefined;
  demand(typeof told === 'string' && !Number.isNaN(Date.parse(told)), 'facts.serverTime is missing');
}

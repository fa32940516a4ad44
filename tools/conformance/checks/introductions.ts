import { demand, demandProblem, type Check, type Run } from '../check.ts';
import { makeKey } from '../keys.ts';
import { introductionOf } from '../peer-server.ts';
import type { Departure } from '../signed-request.ts';
import { callAs, callUnsigned, type Answer, type Call } from '../tested-node.ts';

const PATH = '/pxp/v1/introductions';

/** First contact of one of our agencies. */
export function introduce(
  run: Run,
  who: Run['main'],
  change: object = {},
  departure?: Departure,
): Promise<Answer> {
  const body = JSON.stringify({ ...introductionOf(who, run.node.did), ...change });
  return callAs(run.origin, who, posting(body), departure);
}

function posting(body: string): Call {
  return { method: 'POST', path: PATH, body };
}

export const INTRODUCTIONS: readonly Check[] = [
  {
    id: 'introduction.always-202',
    section: 'Introductions',
    says: 'the answer tells nobody whether it was new, known, or for an agency that is not there',
    async run(run) {
      const answers = [
        await introduce(run, run.stranger),
        await introduce(run, run.stranger),
        await introduce(run, run.stranger, { to: 'did:web:nobody.example' }),
      ];
      for (const { status, bytes } of answers)
        demand(status === 202 && bytes.length === 0, `answered ${status} with ${bytes.length} bytes`);
      return '202 three times';
    },
  },
  {
    id: 'introduction.signed',
    section: 'Introductions',
    says: 'it is signed under a request key that stands in it',
    async run(run) {
      const { stranger } = run;
      const body = JSON.stringify(introductionOf(stranger, run.node.did));
      demandProblem(await callUnsigned(run.origin, posting(body)), 401, 'signature-refused');
      const other = { signedBy: makeKey(stranger.http.kid) };
      demandProblem(await introduce(run, stranger, {}, other), 401, 'signature-refused');
      return demandProblem(
        await introduce(run, stranger, {}, { keyid: stranger.sign.kid, signedBy: stranger.sign }),
        401,
        'signature-refused',
      );
    },
  },
  {
    id: 'introduction.own-host',
    section: 'Introductions',
    says: 'nobody speaks for an agency of another host',
    run: async (run) =>
      demandProblem(
        await introduce(run, run.stranger, { did: 'did:web:somebody-else.example' }),
        400,
        'introduction-invalid',
      ),
  },
  {
    id: 'introduction.form',
    section: 'Introductions',
    says: 'what is no introduction is 400, what is larger than 16 KiB is 413',
    async run(run) {
      demandProblem(await callAs(run.origin, run.stranger, posting('{"did":')), 400, 'introduction-invalid');
      const large = await introduce(run, run.stranger, { more: 'x'.repeat(20_000) });
      return demandProblem(large, 413, 'body-too-large');
    },
  },
];

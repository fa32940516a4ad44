import { demand, demandProblem, type Check } from '../check.ts';
import { channelPath } from '../read-channel.ts';
import { ask, callUnsigned } from '../tested-node.ts';

const NONSENSE = [
  'no JSON at all',
  '[]',
  '{"v":1}',
  '{"v":1,"hints":[{"ch":"ch_nowhere","epoch":-1,"seq":1e300,"urgent":"yes"}]}',
  '{"v":1,"hints":null,"hints":[]}',
  '"\\ud800"',
];

/** Bodies that are no cursor: none of them may be understood. */
const NO_CURSOR = [
  '{"epoch":1,"seq":',
  '[1,2,3]',
  '{"epoch":1,"seq":1}',
  '{"epoch":1,"seq":-1,"hash":"x"}',
  '{"epoch":1,"seq":0,"seq":1,"hash":"x"}',
  '{"epoch":1,"seq":9007199254740993,"hash":"x"}',
  `{"epoch":1,"seq":0,"hash":"x","deep":${'['.repeat(70)}${']'.repeat(70)}}`,
];

const LARGE_BYTES = 2_000_000;

export const BODIES: readonly Check[] = [
  {
    id: 'hint.always-202',
    section: 'Endpoints',
    says: 'a hint is always 202, whatever it says',
    async run(run) {
      for (const body of NONSENSE) {
        const { status } = await ask(run.origin, run.main, { method: 'POST', path: '/pxp/v1/hints', body });
        demand(status === 202, `${body.slice(0, 40)} answered ${status}`);
      }
      return `202 for ${NONSENSE.length} kinds of nonsense`;
    },
  },
  {
    id: 'body.one-meaning',
    section: 'Problems',
    says: 'a body that is no JSON, or can be read in two ways, is 400',
    async run(run) {
      for (const body of NO_CURSOR) {
        const path = channelPath(run, run.main, 'cursor');
        demandProblem(await ask(run.origin, run.main, { method: 'PUT', path, body }), 400, 'input-invalid');
      }
      return `400 for ${NO_CURSOR.length} bodies`;
    },
  },
  {
    id: 'body.too-large',
    section: 'Problems',
    says: 'a body of more than 1 MiB is 413',
    async run(run) {
      const body = JSON.stringify({ epoch: 1, seq: 0, hash: 'x'.repeat(LARGE_BYTES) });
      const path = channelPath(run, run.main, 'cursor');
      return demandProblem(
        await ask(run.origin, run.main, { method: 'PUT', path, body }),
        413,
        'body-too-large',
      );
    },
  },
  {
    id: 'path.unknown',
    section: 'Problems',
    says: 'a path that is not there is a problem like any other',
    run: async ({ origin }) =>
      demandProblem(await callUnsigned(origin, { path: '/pxp/v1/no-such-door' }), 404, 'not-found'),
  },
];

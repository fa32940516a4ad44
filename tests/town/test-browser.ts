import type { FastifyInstance, HTTPMethods } from 'fastify';

/** `body` is parsed JSON; `at` walks into it, so that a test may name a place without a cast. */
type Answer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Record<string, unknown>;
  at(...path: (string | number)[]): unknown;
};

export type TestBrowser = {
  /** Calls as the desk does: with the cookie it holds, the token of its session, and its own origin. */
  call(method: HTTPMethods, url: string, body?: unknown): Promise<Answer>;
  readonly cookie: () => string | undefined;
  csrf: string;
};

/** A browser in as many words as the doors need: it keeps one cookie and sends what browsers send. */
export function testBrowser(server: FastifyInstance, origin: string, address = '127.0.0.1'): TestBrowser {
  let jar: string | undefined;
  const browser: TestBrowser = {
    csrf: '',
    cookie: () => jar,
    async call(method, url, body) {
      const response = await server.inject({
        method,
        url,
        remoteAddress: address,
        headers: {
          origin,
          'sec-fetch-site': 'same-origin',
          'x-csrf-token': browser.csrf,
          ...(jar === undefined ? {} : { cookie: jar }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const [set] = [response.headers['set-cookie']].flat();
      if (typeof set === 'string') jar = /Max-Age=0|1970/.test(set) ? undefined : set.split(';')[0];
      const answer: unknown = response.body === '' ? undefined : response.json();
      const at = (...path: (string | number)[]): unknown => path.reduce(stepInto, answer);
      const csrf = at('session', 'csrf');
      if (typeof csrf === 'string') browser.csrf = csrf;
      return { status: response.statusCode, body: answer, headers: response.headers, at };
    },
  };
  return browser;
}

function stepInto(value: unknown, step: string | number): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
}

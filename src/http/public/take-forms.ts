import type { FastifyInstance } from 'fastify';

const FORM_BYTES = 65_536;

/** Lets a scope take what a plain HTML form sends; `request.body` is then its URLSearchParams. */
export function takeForms(scope: FastifyInstance): void {
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_BYTES },
    (_request, body, done) => {
      done(null, new URLSearchParams(String(body)));
    },
  );
}

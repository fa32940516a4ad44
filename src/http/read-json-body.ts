import type { FastifyInstance } from 'fastify';
import { readStrictJson } from '#formats/envelope/strict-json.ts';
import { RefusedCall } from './refused-call.ts';

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The only body the desk API takes: `application/json` in UTF-8, read strictly (no key twice, at most 64 levels, no lone
 * surrogates; abuse case 20). An empty body is no body. Any other content type is 415 by Fastify itself.
 */
export function takeJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (!isPlainJson(request.headers['content-type'] ?? '')) {
      done(new RefusedCall({ code: 'content-type-unsupported' }));
      return;
    }
    const read = readBody(typeof body === 'string' ? Buffer.from(body) : body);
    if (read instanceof RefusedCall) done(read);
    else done(null, read.value);
  });
}

/** `application/json`, with no parameter but `charset=utf-8` (RFC 8259 §11 defines none). */
function isPlainJson(contentType: string): boolean {
  return /^application\/json[ \t]*(;[ \t]*charset="?utf-8"?[ \t]*)?$/i.test(contentType);
}

function readBody(bytes: Buffer): { readonly value: unknown } | RefusedCall {
  if (bytes.length === 0) return { value: undefined };
  const text = decode(bytes);
  if (text === undefined) return new RefusedCall({ code: 'json-invalid', reason: 'not-utf-8' });
  const read = readStrictJson(text);
  if (read.ok) return { value: read.value };
  const { code, ...place } = read.error;
  return new RefusedCall({ code: 'json-invalid', reason: code, ...place });
}

function decode(bytes: Buffer): string | undefined {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return undefined; // not UTF-8: a refusal, said by the caller
  }
}

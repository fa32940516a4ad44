import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { receivePush } from '#app/item/receive-push.ts';
import type { IngestReport, IngestStores } from '#app/item/ingest-document.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Result } from '#kernel/result.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { PROBLEM_TYPE, problemOf, statusOf } from '../problems.ts';
import { RefusedCall } from '../refused-call.ts';
import { mountPushMedia, type PushMediaNeeds } from './push-media.ts';
import { admitPush } from './admit-push.ts';

const MOST_BYTES = 5 * 1024 * 1024;

/**
 * `POST /ingest/{source}`: a signed document of any format that is read. The answer comes after the commit; repeated, the
 * push gets it again. An unknown address and a wrong signature look the same.
 */
export async function mountPush<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: PushMediaNeeds<Stores>,
): Promise<void> {
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // Any label: the bytes say what they are, and nobody looks into them before the signature was checked (I17).
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.post<{ Params: { source: string } }>(
      '/ingest/:source',
      { config: { door: 'push' }, bodyLimit: MOST_BYTES },
      (request, reply) => answerPush(server, needs, { request, reply }),
    );
    mountPushMedia(scope, server, needs);
    done();
  });
}

type PushCall = {
  readonly request: FastifyRequest<{ Params: { source: string } }>;
  readonly reply: FastifyReply;
};

async function answerPush<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: PushMediaNeeds<Stores>,
  { request, reply }: PushCall,
): Promise<FastifyReply> {
  const at = server.door.now();
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { admitted, pushId } = await admitPush(needs, request, body, at);
  const contentType = request.headers['content-type'];
  const answered = await receivePush(needs, {
    ...admitted,
    pushId,
    bytes: body,
    at,
    pictures: needs.picturesFor(admitted.agency),
    answer: (result) => printAnswer(result, request),
    ...(contentType === undefined ? {} : { contentType }),
  });
  if (!answered.ok) throw new RefusedCall(answered.error);
  const { status, body: text } = answered.value;
  return reply
    .code(status)
    .type(status < 400 ? 'application/json' : PROBLEM_TYPE)
    .send(text);
}

/** What the sender is told; kept as text, because a repetition gets exactly this. */
function printAnswer(
  result: Result<IngestReport, FormatRefusal>,
  request: FastifyRequest,
): { readonly status: number; readonly body: string } {
  const language = preferredLanguage(request.headers['accept-language']);
  if (!result.ok) {
    const { code: reason, at, detail } = result.error;
    const refusal = { code: 'document-refused', reason, at, detail } as const;
    return {
      status: statusOf(refusal.code),
      body: JSON.stringify(problemOf(refusal, language, request.id)),
    };
  }
  const { admitted, refused } = result.value;
  const [first] = refused;
  if (first && admitted.length === 0)
    return { status: statusOf(first.code), body: JSON.stringify(problemOf(first, language, request.id)) };
  const items = admitted.map(({ guid, version, outcome }) => ({ guid, version, outcome }));
  return { status: 200, body: JSON.stringify({ items, refused }) };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findPushSource, receivePush, type PushNeeds, type PushSource } from '#app/item/receive-push.ts';
import type { IngestReport, IngestStores } from '#app/item/ingest-document.ts';
import type { PictureReader } from '#app/item/gather-pictures.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { Instant } from '#kernel/instant.ts';
import type { Result } from '#kernel/result.ts';
import { preferredLanguage } from '../preferred-language.ts';
import { PROBLEM_TYPE, problemOf, statusOf } from '../problems.ts';
import { RefusedCall } from '../refused-call.ts';
import { mountPushMedia, type PushMediaNeeds } from './push-media.ts';
import { checkPush } from './push-signature.ts';

export type PushDoorNeeds<Stores extends IngestStores> = PushNeeds<Stores> & {
  /** Opens the sealed secret of a source. */
  readonly openSecret: (sealed: string, sourceId: string) => string;
  /** Fetches pictures that the pushed document names. */
  readonly picturesFor: (agency: PushSource['agency']) => PictureReader;
};

const MOST_BYTES = 5 * 1024 * 1024;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
  needs: PushDoorNeeds<Stores>,
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

/** Checks who sends before anybody reads what (I17). */
export async function admitPush<Stores extends IngestStores>(
  needs: PushDoorNeeds<Stores>,
  request: PushCall['request'],
  body: Buffer,
  at: Instant,
): Promise<{ readonly admitted: PushSource; readonly pushId: string }> {
  const { source: sourceId } = request.params;
  const found = isSourceId(sourceId) ? await findPushSource(needs, sourceId) : undefined;
  const sealed = found?.source.sealedSecret;
  const secret = sealed === undefined ? NO_SECRET : needs.openSecret(sealed, sourceId);
  const mode = found?.source.settings.pushMode;
  const signed = checkPush({ headers: request.headers, body, ...(mode ? { mode } : {}) }, secret, at);
  if (!signed.ok) throw new RefusedCall(signed.error);
  if (!found || sealed === undefined) throw new RefusedCall(WRONG);
  if (found.source.state === 'paused') throw new RefusedCall({ code: 'source-paused' });
  return { admitted: found, pushId: signed.value.id };
}

export function isSourceId(text: string): boolean {
  return UUID.test(text);
}

/** Checked where there is no source, so that the answer takes its time and says the same. */
const NO_SECRET = 'whsec_bm8gc3VjaCBzb3VyY2U=';
const WRONG = { code: 'push-not-admitted', reason: 'signature-wrong' } as const;

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

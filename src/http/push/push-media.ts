import type { FastifyInstance } from 'fastify';
import { findPushSource } from '#app/item/receive-push.ts';
import type { IngestStores, KeepPicture } from '#app/item/ingest-document.ts';
import { RefusedCall } from '../refused-call.ts';
import { admitPush, isSourceId, type PushDoorNeeds } from './admit-push.ts';

const MOST_BYTES = 25 * 1024 * 1024;
/** Superdesk gives ids of 24 letters and storage keys. */
const MOST_LETTERS = 500;

export type PushMediaNeeds<Stores extends IngestStores> = PushDoorNeeds<Stores> & {
  readonly keepPicture: KeepPicture;
};

/**
 * Pictures before the story that names them, as Superdesk pushes them (`http_push`, Newsroom's `push_binary`): it asks `GET
 * …/push_binary/{media}` whether one is here, and sends it as a form with `media_id` and `media`, signed like a story. The question
 * is not signed there; it is answered for sources of that mode only, by yes or no. What is no picture is noted and not kept, or its
 * story would never come.
 */
export function mountPushMedia<Stores extends IngestStores>(
  scope: FastifyInstance,
  server: FastifyInstance,
  needs: PushMediaNeeds<Stores>,
): void {
  scope.get<{ Params: { source: string; media: string } }>(
    '/ingest/:source/push_binary/:media',
    { config: { door: 'push' } },
    async ({ params }, reply) => {
      const found = isSourceId(params.source) ? await findPushSource(needs, params.source) : undefined;
      const isAsked = found?.source.settings.pushMode === 'superdesk' && params.media.length <= MOST_LETTERS;
      const media = isAsked
        ? await needs.transact(found.agency.id, ({ sources }) =>
            sources.findMedia(params.source, params.media),
          )
        : undefined;
      return reply.code(media ? 200 : 404).send({});
    },
  );
  scope.post<{ Params: { source: string } }>(
    '/ingest/:source/push_binary',
    { config: { door: 'push' }, bodyLimit: MOST_BYTES },
    async (request, reply) => {
      const at = server.door.now();
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { admitted } = await admitPush(needs, request, body, at);
      const form = await readForm(body, request.headers['content-type']);
      if (!form) throw new RefusedCall(NO_FORM);
      const kept = await needs.keepPicture(admitted.agency, form.bytes);
      await needs.transact(admitted.agency.id, ({ sources }) =>
        sources.recordMedia(admitted.source.id, form.media, kept.ok ? { picture: kept.value } : {}, at),
      );
      return reply.code(201).send({});
    },
  );
}

const NO_FORM = {
  code: 'input-invalid',
  places: [{ at: '', why: 'must be a form (multipart/form-data) with media_id and the file media' }],
} as const;

/** RFC 7578, read by the platform. */
async function readForm(
  body: Buffer,
  contentType: string | undefined,
): Promise<{ readonly media: string; readonly bytes: Uint8Array } | undefined> {
  try {
    const headers = { 'content-type': contentType ?? '' };
    const form = await new Response(new Uint8Array(body), { headers }).formData();
    const media = form.get('media_id');
    const file = form.get('media');
    if (typeof media !== 'string' || media === '' || media.length > MOST_LETTERS) return undefined;
    if (!(file instanceof File)) return undefined;
    return { media, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return undefined; // TypeError: no form
  }
}

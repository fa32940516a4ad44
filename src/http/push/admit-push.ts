import type { FastifyRequest } from 'fastify';
import { findPushSource, type PushNeeds, type PushSource } from '#app/item/receive-push.ts';
import type { IngestStores } from '#app/item/ingest-document.ts';
import type { PictureReader } from '#app/item/gather-pictures.ts';
import type { Instant } from '#kernel/instant.ts';
import { RefusedCall } from '../refused-call.ts';
import { checkPush } from './push-signature.ts';

export type PushDoorNeeds<Stores extends IngestStores> = PushNeeds<Stores> & {
  /** Opens the sealed secret of a source. */
  readonly openSecret: (sealed: string, sourceId: string) => string;
  /** Fetches pictures that the pushed document names. */
  readonly picturesFor: (agency: PushSource['agency']) => PictureReader;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Checks who sends before anybody reads what (I17). */
export async function admitPush<Stores extends IngestStores>(
  needs: PushDoorNeeds<Stores>,
  request: FastifyRequest<{ Params: { source: string } }>,
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

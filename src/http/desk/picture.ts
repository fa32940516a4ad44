import type { FastifyInstance } from 'fastify';
import { parseDigest } from '#kernel/digest.ts';
import { readStory } from '#contract/wire.ts';
import type { BlobFiles } from '#ports/blob-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { admitCall } from '../admit-call.ts';
import { RefusedCall } from '../refused-call.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Pictures of stories for people of the desk: only of a story they may see and that was not killed, never kept by a
 * browser or proxy, and never as a page (C5; abuse case 10).
 */
export function mountPictures(
  server: FastifyInstance,
  needs: { readonly stories: StoryReads; readonly blobs: BlobFiles },
): void {
  server.get<{ Params: { item: string; digest: string } }>(
    '/desk-media/:item/:digest',
    { config: { door: 'media' } },
    async (request, reply) => {
      const admitted = await admitCall(readStory, request, server.door);
      if (!admitted.ok) throw new RefusedCall(admitted.error);
      const digest = parseDigest(request.params.digest);
      const agencyId = admitted.value?.agencyId;
      if (!digest || !agencyId || !UUID.test(request.params.item)) throw new RefusedCall(GONE);
      const asked = { itemId: request.params.item, digest };
      const picture = await needs.stories.picture(agencyId, asked, server.door.now());
      const bytes = picture && (await needs.blobs.read(agencyId, digest));
      if (!picture || !bytes) throw new RefusedCall(GONE);
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="picture"')
        .type(picture.mediaType)
        .send(Buffer.from(bytes));
    },
  );
}

const GONE = { code: 'not-found' } as const;

import type { FastifyInstance } from 'fastify';
import { parseDigest, type Digest } from '#kernel/digest.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Reply } from '#contract/endpoint.ts';
import { readPictureProvenance, readStory } from '#contract/wire.ts';
import {
  sayProvenance,
  UNREADABLE_PROVENANCE,
  type Provenance,
  type ProvenanceElsewhere,
} from '#domain/item/provenance.ts';
import type { ReadProvenance } from '#ports/provenance.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { admitCall } from '../admit-call.ts';
import { mount } from '../mount.ts';
import { RefusedCall } from '../refused-call.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type PictureNeeds = {
  readonly stories: StoryReads;
  readonly readPicture: (
    of: { readonly agencyId: string; readonly itemId: string; readonly at: Instant },
    digest: Digest,
  ) => Promise<Uint8Array | undefined>;
  readonly readProvenance: ReadProvenance;
};

/**
 * Pictures of stories for people of the desk: only of a story they may see and that was not killed, never kept by a
 * browser or proxy, and never as a page (C5; abuse case 10).
 */
export function mountPictures(server: FastifyInstance, needs: PictureNeeds): void {
  mountProvenance(server, needs);
  server.get<{ Params: { item: string; digest: string } }>(
    '/desk-media/:item/:digest',
    { config: { door: 'media' } },
    async (request, reply) => {
      const admitted = await admitCall(readStory, { request, reply }, server.door);
      if (!admitted.ok) throw new RefusedCall(admitted.error);
      const digest = parseDigest(request.params.digest);
      const agencyId = admitted.value?.agencyId;
      if (!digest || !agencyId || !UUID.test(request.params.item)) throw new RefusedCall(GONE);
      const [itemId, at] = [request.params.item, server.door.now()];
      const picture = await needs.stories.picture(agencyId, { itemId, digest }, at);
      const bytes = picture && (await needs.readPicture({ agencyId, itemId, at }, digest));
      if (!picture || !bytes) throw new RefusedCall(GONE);
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', 'inline; filename="picture"')
        .type(picture.mediaType)
        .send(Buffer.from(bytes));
    },
  );
}

/** Verified when it is asked for: what a signature is worth changes with the trust list. */
function mountProvenance(server: FastifyInstance, needs: PictureNeeds): void {
  mount(server, readPictureProvenance, async ({ agencyId, params, at }) => {
    const digest = parseDigest(params.digest);
    const asked = digest && { itemId: params.id, digest };
    const picture = asked && (await needs.stories.picture(agencyId, asked, at));
    const bytes = picture && (await needs.readPicture({ agencyId, itemId: params.id, at }, digest));
    if (!bytes) return refuse(GONE);
    const read = await needs.readProvenance(bytes);
    return accept(read.ok ? provenanceReply(read.value) : { ...NOTHING_MORE, ...UNREADABLE });
  });
}

const NOTHING_MORE = { actions: [], ingredients: [] };
const UNREADABLE = { state: 'unreadable', sentence: UNREADABLE_PROVENANCE } as const;

function provenanceReply(
  provenance: Provenance | ProvenanceElsewhere | undefined,
): Reply<typeof readPictureProvenance> {
  const sentence = sayProvenance(provenance);
  if (provenance === undefined) return { ...NOTHING_MORE, state: 'not-signed', sentence };
  if (provenance.state === 'elsewhere') return { ...NOTHING_MORE, state: 'elsewhere', sentence };
  const { state, claimGenerator, actions, ingredients } = provenance;
  return {
    state,
    sentence,
    ...(claimGenerator === undefined ? {} : { claimGenerator }),
    actions: actions.map(({ action }) => action),
    ingredients: ingredients.map(({ title, hasCredentials }) => ({
      hasCredentials,
      ...(title === undefined ? {} : { title }),
    })),
  };
}

const GONE = { code: 'not-found' } as const;

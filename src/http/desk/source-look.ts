import type { FastifyInstance } from 'fastify';
import type { Reply } from '#contract/endpoint.ts';
import * as contract from '#contract/source-look.ts';
import type { IngestStores } from '#app/item/ingest-document.ts';
import type { RetryNeeds } from '#app/item/settle-refused.ts';
import { trySource, type NamedLook, type TryNeeds } from '#app/item/try-source.ts';
import { admitUpload, lookAtUpload } from '#app/item/upload-document.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { lookShape } from './source-shape.ts';

export type SourceLookNeeds<Stores extends IngestStores> = TryNeeds<Stores> &
  RetryNeeds<Stores> & { readonly agencies: AgencyDirectory };

/** Documents that are looked at before they are taken: of a source that is not added yet, and files of a person's. */
export function mountSourceLooks<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: SourceLookNeeds<Stores>,
): void {
  mount(server, contract.trySource, async ({ agencyId, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const tried = await trySource(needs, { agency, at }, body);
    return tried.ok ? accept(namedLook(tried.value)) : tried;
  });

  mount(server, contract.lookAtUpload, async ({ agencyId, params, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const looked = await lookAtUpload(needs, { agency, at, sourceId: params.id, ...fileIn(body) });
    return looked.ok ? accept(namedLook(looked.value)) : looked;
  });

  mount(server, contract.admitUpload, async ({ agencyId, params, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const admitted = await admitUpload(needs, { agency, at, sourceId: params.id, ...fileIn(body) });
    if (!admitted.ok) return admitted;
    return accept({ admitted: admitted.value.admitted.length, refused: admitted.value.refused.length });
  });
}

function fileIn({ name, content }: { readonly name: string; readonly content: string }) {
  return { name, bytes: Buffer.from(content, 'base64') };
}

function namedLook({ name, look }: NamedLook): Reply<typeof contract.trySource> {
  return { name, look: lookShape(look) };
}

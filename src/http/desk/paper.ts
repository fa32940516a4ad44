import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/paper.ts';
import { readAgreement } from '#contract/agreement.ts';
import { findPaper, type FindPaperNeeds } from '#app/agreement/paper/find-paper.ts';
import { bringPaper, type BringPaperNeeds } from '#app/agreement/paper/bring-paper.ts';
import { parseDigest } from '#kernel/digest.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { readerOf } from '../reader-of.ts';
import { mount } from '../mount.ts';
import { RefusedCall } from '../refused-call.ts';
import { signatoryOf } from './signatory-of.ts';

export type PaperDeskNeeds = BringPaperNeeds & FindPaperNeeds & { readonly agencies: AgencyDirectory };

/** Paper texts of agreements: kept, and given back as files that no browser opens as a page. */
export function mountPapers(server: FastifyInstance, needs: PaperDeskNeeds): void {
  mount(server, contract.keepPaper, async (call) => {
    const { name, content, wanted: digest } = call.body;
    const wanted = digest === undefined ? undefined : parseDigest(digest);
    const given = { name, bytes: Buffer.from(content, 'base64'), ...(wanted ? { wanted } : {}) };
    const kept = await bringPaper(needs, await signatoryOf(needs, call), given);
    return kept.ok ? accept({ ...kept.value }) : kept;
  });

  mount(server, contract.readPaper, async ({ agencyId, params }) => {
    const paper = await needs.transact(agencyId, ({ papers }) => papers.find(params.digest));
    return accept({ paper: paper ? { ...paper } : null });
  });

  server.get<{ Params: { uid: string; digest: string } }>(
    '/desk-paper/:uid/:digest',
    { config: { door: 'media' } },
    async (request, reply) => {
      const agency = await readerOf(server, needs, readAgreement, { request, reply });
      const found = await findPaper(needs, agency, request.params);
      if (!found.ok) throw new RefusedCall(found.error);
      const { paper, bytes } = found.value;
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeFileName(paper.name)}`)
        .type(paper.mediaType)
        .send(Buffer.from(bytes));
    },
  );
}

/** RFC 8187 §3.2.1: more letters stand for themselves in an address than in a header. */
function encodeFileName(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

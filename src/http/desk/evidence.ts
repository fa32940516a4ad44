import type { FastifyInstance } from 'fastify';
import { issueEvidence, type IssueNeeds } from '#app/agreement/issue-evidence.ts';
import { readAgreement } from '#contract/agreement.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { readerOf } from '../reader-of.ts';
import { RefusedCall } from '../refused-call.ts';

/** The evidence of an agreement as one PDF/A-3, for whoever may read the agreement. */
export function mountEvidence(
  server: FastifyInstance,
  needs: IssueNeeds & { readonly agencies: AgencyDirectory },
): void {
  server.get<{ Params: { uid: string } }>(
    '/desk-evidence/:uid',
    { config: { door: 'media' } },
    async (request, reply) => {
      const agency = await readerOf(server, needs, readAgreement, { request, reply });
      const { uid } = request.params;
      const issued = await issueEvidence(needs, agency, uid);
      if (!issued.ok) throw new RefusedCall(issued.error);
      const name = `evidence-${uid.slice(-12).replaceAll(/[^a-z0-9]/gi, '')}.pdf`;
      return reply
        .header('cache-control', 'private, no-store')
        .header('content-disposition', `attachment; filename="${name}"`)
        .type('application/pdf')
        .send(Buffer.from(issued.value));
    },
  );
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readAgreement } from '#contract/agreement.ts';
import { listOwing, obligationsCsv } from '#app/agreement/obligations-list.ts';
import type { CommitmentNeeds } from '#app/agreement/commitment/show-commitments.ts';
import { showAgreement } from '#app/agreement/show-agreement.ts';
import { agreementText } from '#domain/agreement/say/agreement-text.ts';
import { isInterfaceLanguage, type InterfaceLanguage } from '#kernel/language.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import { readerOf } from '../reader-of.ts';
import { RefusedCall } from '../refused-call.ts';

type Needs = CommitmentNeeds & {
  readonly agencies: AgencyDirectory;
  readonly recallReads: RecallReads;
};

type Asked = FastifyRequest<{
  Params: { uid?: string; what?: string };
  Querystring: { lang?: string; digest?: string };
}>;

/** An agreement as files for whoever may read it: plain text for lawyers, JSON-LD for programs, obligations for a spreadsheet. */
export function mountAgreementFiles(server: FastifyInstance, needs: Needs): void {
  server.get('/desk-obligations', { config: { door: 'media' } }, async (request: Asked, reply) => {
    const agency = await readerOf(server, needs, readAgreement, { request, reply });
    const csv = obligationsCsv(
      await listOwing(needs, { agency, at: server.door.now() }),
      languageOf(request),
    );
    return reply.headers(asFile('obligations.csv')).type('text/csv; charset=utf-8').send(csv);
  });

  server.get('/desk-agreement/:uid/:what', { config: { door: 'media' } }, async (request: Asked, reply) => {
    const agency = await readerOf(server, needs, readAgreement, { request, reply });
    const { uid = '', what = '' } = request.params;
    if (!isFileOf(what)) throw new RefusedCall({ code: 'not-found' });
    const viewer = { agency, at: server.door.now() };
    const shown = await showAgreement(needs, viewer, uid, request.query.digest);
    if (!shown.ok) throw new RefusedCall(shown.error);
    const { said, filed } = shown.value;
    const name = `agreement-${uid.slice(-12).replaceAll(/[^a-z0-9]/gi, '')}`;
    const language = languageOf(request);
    switch (what) {
      case 'text':
        return reply
          .headers(asFile(`${name}-${language}.txt`))
          .type('text/plain; charset=utf-8')
          .send(agreementText(said, language, filed.digest));
      case 'document':
        return reply
          .headers(asFile(`${name}.jsonld`))
          .type('application/ld+json')
          .send(JSON.stringify(filed.document, undefined, 2));
      case 'obligations':
        return reply
          .headers(asFile(`${name}-obligations.csv`))
          .type('text/csv; charset=utf-8')
          .send(obligationsCsv(await listOwing(needs, viewer, uid), language));
    }
  });
}

const FILES = ['text', 'document', 'obligations'] as const;

function isFileOf(what: string): what is (typeof FILES)[number] {
  return FILES.some((one) => one === what);
}

function languageOf({ query }: Asked): InterfaceLanguage {
  const { lang = 'en' } = query;
  return isInterfaceLanguage(lang) ? lang : 'en';
}

function asFile(name: string): Readonly<Record<string, string>> {
  return {
    'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="${name}"`,
  };
}

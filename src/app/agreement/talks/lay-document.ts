import { plusSeconds, type Instant } from '#kernel/instant.ts';
import type { Laying } from '#domain/agreement/talks/negotiation-table.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { AgreementNeeds, AgreementStores, Signatory } from '../agreement-needs.ts';
import { announcePaper } from '../paper/await-paper.ts';
import { tellParties } from '../tell-parties.ts';
import type { FiledDocument } from './load-table.ts';

export const AGREEMENT_MEDIA_TYPE = 'application/ld+json';

const OPEN_DAYS = 30;
const DAY_SECONDS = 86_400;

/** How we lay a document of ours down now: in answer to the one it was written upon, open for thirty days if not said. */
export function ourLaying(by: Signatory, { filed, laid }: FiledDocument, expiresAt?: Instant): Laying {
  return (
    laid ?? {
      by: by.agency.did,
      at: by.at,
      ...(filed.base === undefined ? {} : { base: filed.base }),
      expiresAt: expiresAt ?? plusSeconds(by.at, OPEN_DAYS * DAY_SECONDS),
    }
  );
}

/** Records that a document of ours lies before the others, and sends each its exact bytes, with our signature if it has one. */
export async function layDocument(
  stores: AgreementStores,
  needs: AgreementNeeds,
  by: Signatory,
  {
    document,
    laying,
    signed = {},
  }: { readonly document: FiledDocument; readonly laying: Laying; readonly signed?: JsonObject },
): Promise<void> {
  const { filed, record } = document;
  const { base, expiresAt } = laying;
  await stores.talks.addMove({ ...laying, kind: 'laid', digest: filed.digest });
  await tellParties(stores, needs, by, {
    agreement: record.agreement,
    type: record.agreement.supersedes === undefined ? 'agreement.proposed' : 'agreement.amended',
    subject: filed.uid,
    agreements: [filed.digest],
    object: { mediaType: AGREEMENT_MEDIA_TYPE, text: filed.canonical },
    data: {
      digest: filed.digest,
      ...(base === undefined ? {} : { base }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(await announcePaper(stores, record.agreement)),
      ...signed,
    },
  });
}

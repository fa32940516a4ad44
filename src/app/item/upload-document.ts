import type { Instant } from '#kernel/instant.ts';
import { refuse, type Result } from '#kernel/result.ts';
import { ingestDocument, type IngestReport, type IngestStores } from './ingest-document.ts';
import type { RefusedAgain, RetryNeeds } from './settle-refused.ts';
import { lookAt, type LookNeeds, type NamedLook } from './try-source.ts';

type Order = {
  readonly agency: { readonly id: string; readonly did: string };
  readonly sourceId: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly at: Instant;
};
type SourceUnknown = { readonly code: 'source-unknown' };

/** Shows what a file of a person's would bring, read as this source is set. */
export async function lookAtUpload<Stores extends IngestStores>(
  needs: RetryNeeds<Stores> & LookNeeds,
  { agency, sourceId, name, bytes, at }: Order,
): Promise<Result<NamedLook, SourceUnknown | RefusedAgain>> {
  const source = await needs.transact(agency.id, ({ sources }) => sources.find(sourceId));
  if (!source) return refuse({ code: 'source-unknown' });
  return lookAt(needs, { agency, source, at }, { name, bytes });
}

/** Admits a file of a person's as if the source had brought it. One that cannot be read goes to the refused documents. */
export async function admitUpload<Stores extends IngestStores>(
  needs: RetryNeeds<Stores>,
  { agency, sourceId, name, bytes, at }: Order,
): Promise<Result<IngestReport, SourceUnknown | RefusedAgain>> {
  const source = await needs.transact(agency.id, ({ sources }) => sources.find(sourceId));
  if (!source) return refuse({ code: 'source-unknown' });
  const pictures = needs.picturesFor(agency);
  const report = await ingestDocument(needs, { agency, source, name, bytes, at, pictures });
  if (report.ok) return report;
  const { code: reason, at: place, detail } = report.error;
  return refuse({ code: 'document-refused', reason, at: place, detail });
}

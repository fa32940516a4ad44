import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/source.ts';
import { addSource, type AddSourceNeeds } from '#app/item/add-source.ts';
import { changeSource } from '#app/item/change-source.ts';
import type { IngestStores } from '#app/item/ingest-document.ts';
import { discardRefused, retryRefused, showRefused, type RetryNeeds } from '#app/item/settle-refused.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { Source } from '#ports/source-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { refusedShape, sourceShape } from './source-shape.ts';

export type SourceDeskNeeds<Stores extends IngestStores> = AddSourceNeeds<Stores> &
  RetryNeeds<Stores> & {
    readonly agencies: AgencyDirectory;
    /** Reads a source now and returns when that is done (sources/run-sources.ts). */
    readonly run: (agencyId: string, source: Source) => Promise<void>;
  };

/** Where an agency's stories come from, for its administrators. */
export function mountSources<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: SourceDeskNeeds<Stores>,
): void {
  mountSettings(server, needs);
  mountRefused(server, needs);
}

function mountSettings<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: SourceDeskNeeds<Stores>,
): void {
  const find = (agencyId: string, id: string): Promise<Source | undefined> =>
    needs.transact(agencyId, ({ sources }) => sources.find(id));

  mount(server, contract.listSources, async ({ agencyId, at }) => {
    const list = await needs.transact(agencyId, ({ sources }) => sources.list());
    return accept({ sources: list.map((source) => sourceShape(source, at)) });
  });

  mount(server, contract.addSource, async ({ agencyId, body, at }) => {
    const added = await addSource(needs, agencyId, body);
    if (!added.ok) return added;
    const { source, secret } = added.value;
    return accept({ source: sourceShape(source, at), ...(secret === undefined ? {} : { secret }) });
  });

  mount(server, contract.changeSource, async ({ agencyId, params, body, at }) => {
    const changed = await changeSource(needs, agencyId, { ...body, id: params.id });
    return changed.ok ? accept({ source: sourceShape(changed.value, at) }) : changed;
  });

  mount(server, contract.runSource, async ({ agencyId, params }) => {
    const source = await find(agencyId, params.id);
    if (!source) return refuse({ code: 'source-unknown' });
    await needs.run(agencyId, source);
    return accept({ done: true });
  });

  mount(server, contract.listSourceRuns, async ({ agencyId, params }) => {
    const runs = await needs.transact(agencyId, ({ sources }) => sources.listRuns(params.id));
    return accept({ runs: [...runs] });
  });
}

function mountRefused<Stores extends IngestStores>(
  server: FastifyInstance,
  needs: SourceDeskNeeds<Stores>,
): void {
  mount(server, contract.listRefusedDocuments, async ({ agencyId, params }) => {
    const documents = await needs.transact(agencyId, ({ sources }) => sources.listRefused(params.id));
    return accept({ documents: documents.map(refusedShape) });
  });

  mount(server, contract.showRefusedDocument, async ({ agencyId, params }) => {
    const shown = await showRefused(needs, agencyId, params.id);
    return shown.ok ? accept({ ...shown.value, document: refusedShape(shown.value.document) }) : shown;
  });

  mount(server, contract.retryRefusedDocument, async ({ agencyId, session, params, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const tried = await retryRefused(needs, { agency, personId: session.personId, at }, params.id);
    if (!tried.ok) return tried;
    return accept({ admitted: tried.value.admitted.length, refused: tried.value.refused.length });
  });

  mount(server, contract.discardRefusedDocument, async ({ agencyId, session, params, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const by = { agency, personId: session.personId, at };
    const discarded = await discardRefused(needs, by, { id: params.id, why: body.why });
    return discarded.ok ? accept({ document: refusedShape(discarded.value) }) : discarded;
  });
}

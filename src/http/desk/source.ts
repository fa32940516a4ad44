import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/source.ts';
import type { Reply } from '#contract/endpoint.ts';
import { addSource, type AddSourceNeeds } from '#app/item/add-source.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { Source, SourceStore } from '#ports/source-store.ts';
import { mount } from '../mount.ts';

type SourceStores = { readonly sources: SourceStore };

export type SourceDeskNeeds<Stores extends SourceStores> = AddSourceNeeds<Stores> & {
  /** Reads a source now and returns when that is done (sources/run-sources.ts). */
  readonly run: (agencyId: string, source: Source) => Promise<void>;
};

/** Where an agency's stories come from, for its administrators. */
export function mountSources<Stores extends SourceStores>(
  server: FastifyInstance,
  needs: SourceDeskNeeds<Stores>,
): void {
  const find = (agencyId: string, id: string): Promise<Source | undefined> =>
    needs.transact(agencyId, ({ sources }) => sources.find(id));

  mount(server, contract.listSources, async ({ agencyId }) => {
    const list = await needs.transact(agencyId, ({ sources }) => sources.list());
    return accept({ sources: list.map(sourceShape) });
  });

  mount(server, contract.addSource, async ({ agencyId, body }) => {
    const added = await addSource(needs, agencyId, body);
    if (!added.ok) return added;
    const { source, secret } = added.value;
    return accept({ source: sourceShape(source), ...(secret === undefined ? {} : { secret }) });
  });

  mount(server, contract.changeSource, async ({ agencyId, params, body }) => {
    await needs.transact(agencyId, ({ sources }) => sources.setState(params.id, body.state));
    const source = await find(agencyId, params.id);
    return source ? accept({ source: sourceShape(source) }) : refuse({ code: 'source-unknown' });
  });

  mount(server, contract.runSource, async ({ agencyId, params }) => {
    const source = await find(agencyId, params.id);
    if (!source) return refuse({ code: 'source-unknown' });
    await needs.run(agencyId, source);
    return accept({ done: true });
  });

  mount(server, contract.listRefusedDocuments, async ({ agencyId, params }) => {
    const documents = await needs.transact(agencyId, ({ sources }) => sources.listRefused(params.id));
    return accept({ documents: documents.map(({ digest: _digest, ...document }) => document) });
  });
}

function sourceShape(source: Source): Reply<typeof contract.changeSource>['source'] {
  const { cursor: _cursor, sealedSecret: _secret, ...shown } = source;
  return shown;
}

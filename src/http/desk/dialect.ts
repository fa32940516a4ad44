import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/dialect.ts';
import type { Reply } from '#contract/endpoint.ts';
import { keepDialect, switchDialect } from '#app/item/dialect/keep-dialect.ts';
import { showDialect, showDialects, type ShownDialect } from '#app/item/dialect/show-dialects.ts';
import { studySamples, type DialectStores, type StudyNeeds } from '#app/item/dialect/study-samples.ts';
import type { SampleStudy } from '#formats/dialect-study/study-sample.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { accept } from '#kernel/result.ts';
import type { KeptDialect } from '#ports/dialect-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';
import { lookShape } from './source-shape.ts';

export type DialectDeskNeeds<Stores extends DialectStores> = StudyNeeds<Stores> & {
  readonly agencies: AgencyDirectory;
};

/** The dialects of the agencies that our wire comes from: seen, made from samples, kept, switched off. */
export function mountDialects<Stores extends DialectStores>(
  server: FastifyInstance,
  needs: DialectDeskNeeds<Stores>,
): void {
  mount(server, contract.listDialects, async ({ agencyId }) => {
    const dialects = await showDialects(needs, agencyId);
    return accept({ dialects: dialects.map(shownShape) });
  });

  mount(server, contract.readDialect, async ({ agencyId, params }) => {
    const shown = await showDialect(needs, agencyId, params.id);
    return shown.ok ? accept({ ...shownShape(shown.value), versions: [...shown.value.versions] }) : shown;
  });

  mount(server, contract.studySamples, async ({ agencyId, body, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const samples = body.samples.map(({ name, content }) => ({
      name,
      bytes: Buffer.from(content, 'base64'),
    }));
    const asked = { samples, ...(body.dialect === undefined ? {} : { dialect: body.dialect }) };
    const studied = await studySamples(needs, { agency, at }, asked);
    if (!studied.ok) return studied;
    const { clashes, ...rest } = studied.value;
    return accept({
      ...rest,
      samples: rest.samples.map(({ name, before, after }) => ({
        name,
        before: readShape(before),
        after: studyShape(after),
      })),
      clashes: clashes.map((clash) => ({ ...clash, by: [...clash.by], sources: [...clash.sources] })),
    });
  });

  mount(server, contract.keepDialect, async ({ agencyId, session, body, at }) => {
    const by = { agencyId, personId: session.personId, at };
    const kept = await keepDialect(needs, by, { dialect: jsonOf(body.dialect), revision: body.revision });
    return kept.ok ? accept(keptShape(kept.value)) : kept;
  });

  mount(server, contract.switchDialect, async ({ agencyId, session, params, body, at }) => {
    const by = { agencyId, personId: session.personId, at };
    const switched = await switchDialect(needs, by, { id: params.id, ...body });
    return switched.ok ? accept(keptShape(switched.value)) : switched;
  });
}

function keptShape({ id, version, at }: KeptDialect): Reply<typeof contract.keepDialect> {
  return { id, version, at };
}

/** What came as JSON and was seen to be an object is one. */
function jsonOf(dialect: unknown): JsonObject {
  return isJsonObject(dialect) ? dialect : {};
}

function shownShape({
  sources,
  ...shown
}: ShownDialect): Reply<typeof contract.listDialects>['dialects'][number] {
  return { ...shown, sources: [...sources] };
}

type StudyShape = Reply<typeof contract.studySamples>['samples'][number]['after'];

function readShape({ look, refusal }: SampleStudy): Pick<StudyShape, 'look' | 'refusal'> {
  return {
    ...(look === undefined ? {} : { look: lookShape(look) }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function studyShape(study: SampleStudy): StudyShape {
  const { fields, words, notes, codes, bylines, desk, localTimes, tree } = study;
  return {
    ...readShape(study),
    fields: [...fields],
    words: [...words],
    notes: [...notes],
    codes: [...codes],
    bylines: [...bylines],
    desk: [...desk],
    localTimes,
    ...(tree === undefined ? {} : { tree: treeShape(tree) }),
  };
}

function treeShape(tree: NonNullable<SampleStudy['tree']>): NonNullable<StudyShape['tree']> {
  return {
    kind: tree.kind,
    roots: [...tree.roots],
    branches: [...tree.branches],
    leaves: tree.leaves.map((leaf) => ({ ...leaf, values: [...leaf.values] })),
  };
}

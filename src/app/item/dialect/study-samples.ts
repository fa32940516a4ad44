import type { Instant } from '#kernel/instant.ts';
import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import type { DocumentNeeds } from '#formats/convert.ts';
import { clashesWith } from '#formats/dialect-study/dialect-clashes.ts';
import { beginDialect, fillDialect } from '#formats/dialect-study/propose-dialect.ts';
import { notStudied, type SampleStudy } from '#formats/dialect-study/study-sample.ts';
import { parseDialect } from '#formats/dialects/dialect-schema.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import { shippedDialects } from '#formats/dialects/shipped-dialects.ts';
import type { DialectStore } from '#ports/dialect-store.ts';
import type { SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import { dialectOf, without } from './dialects-in-force.ts';
import { namedClashes, type NamedClash } from './name-clashes.ts';
import { invalid, type DialectInvalid } from './keep-dialect.ts';

export type DialectStores = { readonly dialects: DialectStore; readonly sources: SourceStore };

/** `fileDialects` lie in the data folder and hold for every agency of the node. */
export type DialectNeeds<Stores extends DialectStores> = {
  readonly transact: Transact<Stores>;
  readonly fileDialects: readonly Dialect[];
};

export type StudyNeeds<Stores extends DialectStores> = DialectNeeds<Stores> & {
  /** Where nothing in the bytes can hold up the node (engines/document-reader). */
  readonly studyForeign: (
    key: string,
    bytes: Uint8Array,
    needs: DocumentNeeds,
  ) => Promise<Result<SampleStudy, FormatRefusal>>;
};

type Sample = { readonly name: string; readonly bytes: Uint8Array };

/** One sample as it is read today, and as it would be read with the dialect. */
export type StudiedSample = {
  readonly name: string;
  readonly before: SampleStudy;
  readonly after: SampleStudy;
};

export type StudiedSamples = {
  readonly dialect: Dialect;
  readonly samples: readonly StudiedSample[];
  readonly clashes: readonly NamedClash[];
  /** The version that is kept under its id; 0 where there is none. */
  readonly revision: number;
  /** What it takes the place of, where a dialect of its id is there already. */
  readonly replaces?: 'kept' | 'file' | 'shipped';
};

type By = {
  readonly agency: { readonly id: string; readonly did: string };
  readonly at: Instant;
};

/**
 * Reads samples of an agency with the dialects that hold and with the one that is asked about. Without one it proposes it: the dialect
 * that all samples are read with already, or a new one. Nothing is kept.
 */
export async function studySamples<Stores extends DialectStores>(
  needs: StudyNeeds<Stores>,
  by: By,
  asked: { readonly samples: readonly Sample[]; readonly dialect?: unknown },
): Promise<Result<StudiedSamples, DialectInvalid>> {
  const draft = asked.dialect === undefined ? undefined : parseDialect(asked.dialect);
  if (draft?.ok === false) return invalid(draft.error);
  const { kept, reads, sources } = await needs.transact(by.agency.id, async (stores) => ({
    kept: await stores.dialects.list(),
    reads: await stores.dialects.listReads(),
    sources: await stores.sources.list(),
  }));
  const own = kept.filter(({ state }) => state === 'on').map(dialectOf);
  const files = without(needs.fileDialects, own);
  const shipped = without(shippedDialects(), [...own, ...files]);
  const study = (dialects: readonly Dialect[]) => studyAll(needs, by, asked.samples, dialects);
  const before = await study([...own, ...files]);
  const withDraft = (one: Dialect) => study([...placed(one, own), ...without(files, [one])]);
  const taken = new Set([
    ...kept.map(({ id }) => id),
    ...[...files, ...shippedDialects()].map(({ id }) => id),
  ]);
  const all = [...own, ...files, ...shipped];
  const dialect = draft?.value ?? (await proposed(before, { all, taken, withDraft }));
  const after = await withDraft(dialect);
  const replaces = replacedBy(dialect.id, [
    ['kept', kept],
    ['file', needs.fileDialects],
    ['shipped', shippedDialects()],
  ]);
  return accept({
    dialect,
    samples: asked.samples.map(({ name }, index) => ({
      name,
      before: before[index] ?? notStudied(UNREAD),
      after: after[index] ?? notStudied(UNREAD),
    })),
    clashes: namedClashes(clashesWith(dialect, all), { all, reads, sources }),
    revision: kept.find(({ id }) => id === dialect.id)?.version ?? 0,
    ...(replaces === undefined ? {} : { replaces }),
  });
}

const UNREAD: FormatRefusal = { code: 'document-empty', at: '', detail: 'It was not read.' };

/** In the order in which it will be asked once it is kept. */
function placed(one: Dialect, own: readonly Dialect[]): readonly Dialect[] {
  return [...without(own, [one]), one].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

type Known = {
  readonly all: readonly Dialect[];
  readonly taken: ReadonlySet<string>;
  readonly withDraft: (draft: Dialect) => Promise<readonly SampleStudy[]>;
};

async function proposed(before: readonly SampleStudy[], { all, taken, withDraft }: Known): Promise<Dialect> {
  const [said, ...others] = new Set(before.map(({ look }) => look?.dialect));
  const known = others.length === 0 ? all.find(({ id }) => id === said) : undefined;
  const begun = known ?? beginDialect(before, taken);
  return fillDialect(begun, await withDraft(begun));
}

function replacedBy(
  id: string,
  places: readonly (readonly ['kept' | 'file' | 'shipped', readonly { readonly id: string }[]])[],
) {
  return places.find(([, list]) => list.some((one) => one.id === id))?.[0];
}

async function studyAll<Stores extends DialectStores>(
  needs: StudyNeeds<Stores>,
  { agency, at }: By,
  samples: readonly Sample[],
  dialects: readonly Dialect[],
): Promise<readonly SampleStudy[]> {
  const read = { provider: agency.did, receivedAt: at, dialects };
  return Promise.all(
    samples.map(async ({ bytes }) => {
      const study = await needs.studyForeign(`samples of ${agency.id}`, bytes, read);
      return study.ok ? study.value : notStudied(study.error);
    }),
  );
}

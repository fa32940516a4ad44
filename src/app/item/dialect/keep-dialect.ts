import type { Instant } from '#kernel/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { parseDialect } from '#formats/dialects/dialect-schema.ts';
import type { DialectStore, KeptDialect } from '#ports/dialect-store.ts';
import type { Transact } from '#ports/transaction.ts';

type Needs<Stores extends { readonly dialects: DialectStore }> = { readonly transact: Transact<Stores> };
type By = { readonly agencyId: string; readonly personId: string; readonly at: Instant };

/** `at` is a JSON pointer into the dialect, `detail` one English sentence. */
export type DialectInvalid = {
  readonly code: 'dialect-invalid';
  readonly at: string;
  readonly detail: string;
};
/** Nothing would ever be read with it. */
export type DialectUnmatchable = { readonly code: 'dialect-unmatchable' };
/** Somebody kept another version meanwhile: `version` is the newest. */
export type DialectChanged = { readonly code: 'dialect-changed'; readonly version: number };
export type DialectUnknown = { readonly code: 'dialect-unknown' };

export function invalid({ at, detail }: FormatRefusal): Result<never, DialectInvalid> {
  return refuse({ code: 'dialect-invalid', at, detail });
}

/** Keeps a dialect as the version after `revision` (0: it is new). It holds from the next document on. */
export async function keepDialect<Stores extends { readonly dialects: DialectStore }>(
  needs: Needs<Stores>,
  by: By,
  asked: { readonly dialect: JsonObject; readonly revision: number },
): Promise<Result<KeptDialect, DialectInvalid | DialectUnmatchable | DialectChanged>> {
  const { version: _counted, ...content } = asked.dialect;
  const read = parseDialect(content);
  if (!read.ok) return invalid(read.error);
  const { id, match, structure } = read.value;
  if (match.length === 0 && structure === undefined) return refuse({ code: 'dialect-unmatchable' });
  return needs.transact(by.agencyId, async ({ dialects }) => {
    const [newest] = await dialects.versions(id);
    return record(dialects, by, {
      id,
      content,
      state: 'on',
      newest: newest?.version ?? 0,
      revision: asked.revision,
    });
  });
}

/** Switches a kept dialect off, or on again; what came in with it stays as it is. */
export async function switchDialect<Stores extends { readonly dialects: DialectStore }>(
  needs: Needs<Stores>,
  by: By,
  asked: { readonly id: string; readonly state: KeptDialect['state']; readonly revision: number },
): Promise<Result<KeptDialect, DialectUnknown | DialectChanged>> {
  return needs.transact(
    by.agencyId,
    async ({ dialects }): Promise<Result<KeptDialect, DialectUnknown | DialectChanged>> => {
      const [newest] = await dialects.versions(asked.id);
      if (!newest) return refuse({ code: 'dialect-unknown' });
      if (newest.state === asked.state) return accept(newest);
      return record(dialects, by, { ...asked, content: newest.content, newest: newest.version });
    },
  );
}

type Order = Pick<KeptDialect, 'id' | 'content' | 'state'> & {
  readonly newest: number;
  readonly revision: number;
};

async function record(
  dialects: DialectStore,
  { personId, at }: By,
  { id, content, state, newest, revision }: Order,
): Promise<Result<KeptDialect, DialectChanged>> {
  const kept: KeptDialect = { id, content, state, version: newest + 1, at, personId };
  if (newest !== revision || !(await dialects.keep(kept)))
    return refuse({ code: 'dialect-changed', version: newest });
  return accept(kept);
}

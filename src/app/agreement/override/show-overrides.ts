import type { Instant } from '#kernel/instant.ts';
import type { Trilingual } from '#kernel/language.ts';
import { standingOf, type OverridableCode, type Override } from '#domain/agreement/override/override.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { OverrideStore, OverrideTold } from '#ports/override-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { Transact } from '#ports/transaction.ts';

type ShowStores = {
  readonly overrides: Pick<OverrideStore, 'list' | 'told' | 'openCodes'>;
  readonly members: Pick<MemberStore, 'list'>;
  readonly partners: Pick<PartnerStore, 'list'>;
};

export type ShownOverride = Override & {
  readonly standing: ReturnType<typeof standingOf>;
  /** By name. */
  readonly asker: string;
  readonly answerer?: string;
};

/** Our own overrides, those that partners told of, and the denials that may be overridden here at all. */
export type ShownOverrides = {
  readonly open: readonly OverridableCode[];
  readonly ours: readonly ShownOverride[];
  readonly told: readonly (OverrideTold & { readonly partner: Trilingual })[];
};

const MOST = 200;

/** Of one story, or the newest of all. */
export async function showOverrides(
  { transact }: { readonly transact: Transact<ShowStores> },
  { agencyId, at }: { readonly agencyId: string; readonly at: Instant },
  itemId?: string,
): Promise<ShownOverrides> {
  return transact(agencyId, async ({ overrides, members, partners }) => {
    const which = { limit: MOST, ...(itemId === undefined ? {} : { itemId }) };
    const people = new Map((await members.list()).map(({ id, name }) => [id, name]));
    const names = new Map((await partners.list()).map(({ did, name }) => [did, name]));
    const named = (id: string): string => people.get(id) ?? '';
    return {
      open: await overrides.openCodes(),
      ours: (await overrides.list(which)).map((one) => ({
        ...one,
        standing: standingOf(one, at),
        asker: named(one.askedBy),
        ...(one.answer ? { answerer: named(one.answer.answeredBy) } : {}),
      })),
      told: (await overrides.told(which)).map((one) => ({
        ...one,
        partner: names.get(one.partnerDid) ?? {
          vi: one.partnerDid,
          'zh-Hans': one.partnerDid,
          en: one.partnerDid,
        },
      })),
    };
  });
}

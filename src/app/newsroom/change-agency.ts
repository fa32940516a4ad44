import type { Agency } from '#domain/newsroom/agency.ts';
import { isTimeZone } from '#formats/wire/resolve-time.ts';
import type { Instant } from '#kernel/instant.ts';
import { accept, refuse, type Result } from '#kernel/result.ts';
import { isTerritory } from '#kernel/territory.ts';
import type { ActivityStore } from '#ports/activity-store.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import type { Transact } from '#ports/transaction.ts';

/** What an agency may say anew of itself. Its name and who stands behind it are what partners have signed with. */
export type AgencyChange = Partial<Pick<Agency, 'languages' | 'territory' | 'timeZone'>>;

type Misfit = { readonly at: string; readonly why: string };
export type AgencyRefusal = { readonly code: 'input-invalid'; readonly places: readonly Misfit[] };

export type ChangeAgencyNeeds = {
  readonly transact: Transact<{ readonly agencies: AgencyStore; readonly activities: ActivityStore }>;
};

/**
 * Changes the market, the clock or the languages of an agency. Pages that stand are not touched: what agreements let it publish for
 * another market is asked from the next use on.
 */
export async function changeAgency(
  needs: ChangeAgencyNeeds,
  { agency, personId, at }: { readonly agency: Agency; readonly personId: string; readonly at: Instant },
  change: AgencyChange,
): Promise<Result<Agency, AgencyRefusal>> {
  const places = misfitsOf(change);
  if (places.length > 0) return refuse({ code: 'input-invalid', places });
  const changed = { ...agency, ...change, ...(change.timeZone ? { place: placeOf(change.timeZone) } : {}) };
  await needs.transact(agency.id, async ({ agencies, activities }) => {
    await agencies.change(changed);
    const facts = { ...change };
    await activities.record({ at, what: 'agency-changed', subject: agency.did, personId, facts });
  });
  return accept(changed);
}

/** A language tag as agencies name what they publish in (BCP 47, without the rarer forms). */
export function isLanguageTag(tag: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(tag);
}

function misfitsOf({ languages, territory, timeZone }: AgencyChange): readonly Misfit[] {
  const isGiven = languages !== undefined || territory !== undefined || timeZone !== undefined;
  return [
    ...(isGiven ? [] : [{ at: '', why: 'name what is to change' }]),
    ...(languages && !(languages.length > 0 && languages.every(isLanguageTag))
      ? [{ at: '/languages', why: 'must be language tags: vi,en' }]
      : []),
    ...(territory !== undefined && !isTerritory(territory)
      ? [{ at: '/territory', why: 'must be a country or territory of ISO 3166-1: VN' }]
      : []),
    ...(timeZone !== undefined && !isTimeZone(timeZone)
      ? [{ at: '/timeZone', why: 'must be an IANA time zone: Asia/Ho_Chi_Minh' }]
      : []),
  ];
}

/** The city that the clock shows, as the zone is named after it. */
export function placeOf(timeZone: string): Agency['place'] {
  const city = timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone;
  return { vi: city, 'zh-Hans': city, en: city };
}

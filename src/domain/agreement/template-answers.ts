import type { Digest } from '#kernel/digest.ts';
import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { NewsType } from '#domain/item/item.ts';
import type {
  Agreement,
  CommitmentKind,
  Contact,
  DeliveryChannel,
  Did,
  IndexPolicy,
  KillPolicy,
  QuotaPeriod,
  TailPolicy,
  TextByLanguage,
} from './agreement.ts';

/** What one side lets the other do with its stories; empty lists of topics, languages and territories mean "any". */
export type DirectionAnswers = {
  readonly topics: readonly string[];
  readonly newsTypes: readonly NewsType[];
  readonly languages: readonly string[];
  readonly channels: readonly DeliveryChannel[];
  readonly territories: readonly string[];
  /** Agencies whose items the giver passes on beside its own; not said: its own alone. */
  readonly providers?: readonly Did[];
  /** The giver's own names of its services; not said: all of them. */
  readonly products?: readonly string[];
  /** Empty: no translation. */
  readonly translateInto: readonly string[];
  /** Most first publications of distinct stories in a period; not said: no limit. */
  readonly quota?: number;
  /** A month when not said. */
  readonly quotaPeriod?: QuotaPeriod;
  /** Whose midnight ends the period; UTC when not said. */
  readonly quotaZone?: string;
  /** Longest excerpt; not said: no excerpts. */
  readonly excerptWords?: number;
  /** Shorten and adapt; not said: no. */
  readonly mayModify?: boolean;
  /** From the first offer of each item; not said: no archive. */
  readonly archiveFor?: Duration;
  /** Nothing is published before the one moment and after the other. */
  readonly publishFrom?: Instant;
  readonly publishUntil?: Instant;
  /** Translation memory of the taker's own; not said: no. */
  readonly mayKeepInMemory?: boolean;
  /** Data mining and training; not said: forbidden. */
  readonly mayMineData?: boolean;
  /** Third parties that the taker may let use the items, under no wider terms; not said: forbidden. */
  readonly passOnTo?: readonly Did[];
  /** Name the giver; not said: yes. */
  readonly credit?: boolean;
  /** The exact words of the credit by language; only with credit. */
  readonly creditWording?: TextByLanguage;
  readonly linkBack: boolean;
  readonly reportUseHours: number;
  readonly correctionHours: number;
  readonly killHours: number;
  readonly onKill: KillPolicy;
  /** For so many hours after the offer the giver offers these stories in these territories to nobody else. */
  readonly exclusiveHours?: number;
};

export const TEMPLATES = [
  'news-exchange',
  'photo-exchange',
  'one-way-supply',
  'event-pool',
  'joint-project',
] as const;
export type Template = (typeof TEMPLATES)[number];

/** A promise that one party makes to all the others. */
export type CommitmentAnswers = {
  readonly by: Did;
  readonly kind: CommitmentKind;
  readonly count: number;
  /** Anew in each; not said: once over the whole term. */
  readonly period?: QuotaPeriod;
  /** UTC when not said. */
  readonly zone?: string;
  readonly title: TextByLanguage;
};

/**
 * The questions of all templates. The first party drafts: `give` is what it gives to all the others, `receive` what it gets.
 * Where all give to all (`isPooled`) `give` is what each party gives to all the others.
 */
export type TemplateAnswers = {
  readonly template: Template;
  /** Two to twelve. */
  readonly parties: Agreement['parties'];
  readonly title: TextByLanguage;
  readonly governingLanguage: string;
  /** The paper that goes with it, known by its digest. */
  readonly text?: { readonly digest: Digest; readonly address?: string };
  readonly contacts?: readonly { readonly party: Did; readonly contact: Contact }[];
  readonly effectiveFrom: Instant;
  readonly effectiveUntil?: Instant;
  readonly freshness: Duration;
  readonly noticePeriod?: Duration;
  /** How long a breach may be mended before an ending for it takes hold; not said: not at all. */
  readonly curePeriod?: Duration;
  readonly tailPeriod?: Duration;
  readonly tailPolicy?: TailPolicy;
  readonly indexPolicy?: IndexPolicy;
  readonly give: DirectionAnswers;
  /** Must be there for an exchange and a project of two, and must not for a supply and where all give to all. */
  readonly receive?: DirectionAnswers;
  /** At least one joint project for a joint project. */
  readonly commitments?: readonly CommitmentAnswers[];
};

/** All give to all on the same terms: an event pool, and whatever more than two exchange or do together. */
export function isPooled({ template, parties }: Pick<TemplateAnswers, 'template' | 'parties'>): boolean {
  return template === 'event-pool' || (template !== 'one-way-supply' && parties.length > 2);
}

import type { Duration } from '#kernel/duration.ts';
import type { Instant } from '#kernel/instant.ts';
import type { NewsType } from '#domain/item/item.ts';
import type {
  AgreementParty,
  DeliveryChannel,
  IndexPolicy,
  KillPolicy,
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
  /** Empty: no translation. */
  readonly translateInto: readonly string[];
  readonly monthlyQuota?: number;
  /** Whose midnight ends the month; UTC when not said. */
  readonly quotaZone?: string;
  /** Longest excerpt; not said: no excerpts. */
  readonly excerptWords?: number;
  /** Shorten and adapt; not said: no. */
  readonly mayModify?: boolean;
  readonly archiveFor?: Duration;
  /** Name the giver; not said: yes. */
  readonly credit?: boolean;
  readonly linkBack: boolean;
  readonly reportUseHours: number;
  readonly correctionHours: number;
  readonly killHours: number;
  readonly onKill: KillPolicy;
  /** For so many hours after the offer the giver offers these stories in these territories to nobody else. */
  readonly exclusiveHours?: number;
};

/** The questions of both templates. The first party drafts: `give` is what it gives, `receive` what it gets. */
export type TemplateAnswers = {
  readonly template: 'news-exchange' | 'one-way-supply';
  readonly parties: readonly [AgreementParty, AgreementParty];
  readonly title: TextByLanguage;
  readonly governingLanguage: string;
  readonly effectiveFrom: Instant;
  readonly effectiveUntil?: Instant;
  readonly freshness: Duration;
  readonly noticePeriod?: Duration;
  readonly tailPeriod?: Duration;
  readonly tailPolicy?: TailPolicy;
  readonly indexPolicy?: IndexPolicy;
  readonly give: DirectionAnswers;
  /** Must be there for an exchange and must not for a supply. */
  readonly receive?: DirectionAnswers;
};

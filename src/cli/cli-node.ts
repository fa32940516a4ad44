import type { AskNeeds } from '#app/search/ask-wire.ts';
import type { SimulateNeeds } from '#app/agreement/simulate-agreement.ts';
import type { AgreementNeeds } from '#app/agreement/agreement-needs.ts';
import type { IssueNeeds } from '#app/agreement/issue-evidence.ts';
import type { DraftStart } from '#app/agreement/talks/save-draft.ts';
import type { CommentNeeds } from '#app/agreement/talks/comment-document.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { DraftQuestions } from '#app/agreement/draft-agreement.ts';
import type { explainUse } from '#app/agreement/explain-use.ts';
import type { readQuotas } from '#app/agreement/read-quotas.ts';
import type { CommitmentNeeds } from '#app/agreement/commitment/show-commitments.ts';
import type { listRefused } from '#app/agreement/list-refused.ts';
import type { listOwing } from '#app/agreement/obligations-list.ts';
import type { compareAgreements, showRegister } from '#app/agreement/show-register.ts';
import type { takeBack } from '#app/correction/take-back.ts';
import type { passOn } from '#app/offer/pass-on.ts';
import type { explainSight } from '#app/offer/explain-sight.ts';
import type { ReplayNeeds } from '#app/agreement/replay-decision.ts';
import type { AnswerNeeds } from '#app/correction/answer-notice.ts';
import type { ConfirmNeeds } from '#app/agreement/confirm-restrictions.ts';
import type { AnswerOverrideNeeds } from '#app/agreement/override/answer-override.ts';
import type { AskOverrideNeeds } from '#app/agreement/override/ask-override.ts';
import type { setOpenCodes } from '#app/agreement/override/set-open-codes.ts';
import type { showOverrides } from '#app/agreement/override/show-overrides.ts';
import type { TestStoryNeeds } from '#app/correction/clear-test-story.ts';
import type { CorrectNeeds } from '#app/correction/correct-story.ts';
import type { SaidStory } from '#app/correction/judge-story.ts';
import type { KillNeeds } from '#app/correction/kill-story.ts';
import type { DrillNeeds } from '#app/correction/start-drill.ts';
import type { ImportTopicsNeeds } from '#app/item/import-topics.ts';
import type { IngestStores } from '#app/item/ingest-document.ts';
import type { RetryNeeds } from '#app/item/settle-refused.ts';
import type { TryNeeds } from '#app/item/try-source.ts';
import type { ChangeAgencyNeeds } from '#app/newsroom/change-agency.ts';
import type { InviteNeeds } from '#app/newsroom/invite-partner.ts';
import type { ReadBundle, ReadBundleRefusal } from '#app/channel/check-bundle.ts';
import type { BundleOrder, WriteBundleRefusal, WrittenBundle } from '#app/channel/gather-bundle.ts';
import type { KeyNeeds } from '#app/channel/announce-key.ts';
import type { KeyStores, MakeKeyNeeds } from '#app/newsroom/api-key/make-api-key.ts';
import type { InviteNeeds as InvitePersonNeeds, PeopleStores } from '#app/newsroom/invite-person.ts';
import type { DestinationNeeds } from '#app/publication/push/destination-needs.ts';
import type { PushNeeds, PushStores } from '#app/publication/push/push-needs.ts';
import type { showAllTheSame } from '#app/channel/hold-back.ts';
import type { ExportNeeds } from '#app/take/export-story.ts';
import type { TakeNeeds } from '#app/take/take-item.ts';
import type { Agency } from '#domain/newsroom/agency.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RecoveryKey } from '#ports/keys.ts';
import type { ChannelReader } from '#ports/channel-store.ts';
import type { PartnerStore } from '#ports/partner-store.ts';
import type { AgencyStore } from '#ports/agency-store.ts';
import type { MemberStore } from '#ports/account-store.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { discloseHead } from '#app/ledger/disclose-head.ts';
import type { Dialect } from '#formats/dialects/dialect.ts';
import type { DialectStore } from '#ports/dialect-store.ts';
import type { DrillReads } from '#ports/reads/drills.ts';
import type { LogLeafReads } from '#ports/reads/log-leaves.ts';
import type { PartnerReads } from '#ports/reads/partners.ts';
import type { RecallReads } from '#ports/reads/recalls.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import type { TopicReads } from '#ports/reads/topics.ts';
import type { Source, SourceStore } from '#ports/source-store.ts';
import type { Transact } from '#ports/transaction.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from './said.ts';

type ExplainNeeds = Parameters<typeof explainUse>[0] &
  Parameters<typeof explainSight>[0] &
  Parameters<typeof passOn>[0] &
  Parameters<typeof takeBack>[0] &
  Parameters<typeof readQuotas>[0];

type OverrideNeeds = AskOverrideNeeds &
  AnswerOverrideNeeds &
  Parameters<typeof setOpenCodes>[0] &
  Parameters<typeof showOverrides>[0];

/** What a use case is asked, without what it needs. */
type Asked<F extends (...given: never) => unknown> =
  Parameters<F> extends [unknown, ...infer Rest] ? Rest : never;

/** Who does it and answers for it. */
type By = { readonly agency: Agency; readonly personId: string; readonly at: Instant };

type SourceStores = { readonly sources: SourceStore; readonly dialects: DialectStore };

/** One thing that `doctor` looked at. `advice` says what to do about it; a warning makes nobody ill. */
export type Check = {
  readonly name: string;
  readonly state: 'well' | 'warning' | 'ill';
  readonly found: string;
  readonly advice?: string;
};

/** A node opened from its data folder: the same use cases and screens that its desk has. */
export type CliNode = AgreementNeeds &
  CommitmentNeeds &
  IssueNeeds &
  CommentNeeds &
  InviteNeeds &
  KeyNeeds &
  TakeNeeds &
  ExportNeeds &
  PushNeeds &
  DestinationNeeds &
  ConfirmNeeds &
  OverrideNeeds &
  ReplayNeeds &
  ExplainNeeds &
  SimulateNeeds &
  CorrectNeeds &
  KillNeeds &
  AnswerNeeds &
  DrillNeeds &
  ImportTopicsNeeds &
  TestStoryNeeds &
  AskNeeds &
  Parameters<typeof discloseHead>[0] &
  TryNeeds<SourceStores> &
  RetryNeeds<IngestStores> &
  MakeKeyNeeds<KeyStores> &
  InvitePersonNeeds<PeopleStores> &
  ChangeAgencyNeeds & {
    readonly publicOrigin: string;
    /** Answers from a file or the command line, by the desk’s shape and rules. */
    readonly readDraft: (answers: unknown) => Promise<Result<DraftQuestions, Refusal>>;
    /** The answers that a next document starts from, as such a file has them. */
    readonly printDraft: (start: DraftStart) => Promise<Result<JsonObject, Refusal>>;
    readonly agencies: AgencyDirectory;
    readonly inApiKeys: Transact<KeyStores>;
    readonly inMembers: Transact<{ readonly members: MemberStore }>;
    readonly makeRecoveryKey: (kid: string) => { readonly key: RecoveryKey; readonly file: string };
    readonly openRecoveryKey: (file: string) => RecoveryKey | undefined;
    readonly inKeys: Transact<{ readonly agencies: Pick<AgencyStore, 'keys'> }>;
    readonly inChannels: Transact<{
      readonly channels: Pick<ChannelReader, 'list' | 'find' | 'evidence'>;
      readonly partners: Pick<PartnerStore, 'find'>;
    }>;
    readonly inSources: Transact<SourceStores>;
    /** Dialects that lie in the data folder. */
    readonly fileDialects: readonly Dialect[];
    readonly inPushes: Transact<Pick<PushStores, 'destinations' | 'placements'>>;
    readonly stories: StoryReads;
    readonly topicReads: TopicReads;
    readonly partnerReads: PartnerReads;
    readonly recallReads: RecallReads;
    readonly drillReads: DrillReads;
    readonly logLeaves: LogLeafReads;
    /** The register, and two of its agreements side by side. */
    readonly showRegister: (...asked: Asked<typeof showRegister>) => ReturnType<typeof showRegister>;
    readonly compareAgreements: (
      ...asked: Asked<typeof compareAgreements>
    ) => ReturnType<typeof compareAgreements>;
    /** Who owes what to whom under agreements, and what is due now. */
    readonly listOwing: (...asked: Asked<typeof listOwing>) => ReturnType<typeof listOwing>;
    /** What partners sent about agreements and does not count. */
    readonly showAllTheSame: (...asked: Asked<typeof showAllTheSame>) => ReturnType<typeof showAllTheSame>;
    readonly listRefused: (agencyId: string) => ReturnType<typeof listRefused>;
    /** A channel as a file: ours to a partner, and a partner's to us. */
    readonly writeBundle: (by: By, order: BundleOrder) => Promise<Result<WrittenBundle, WriteBundleRefusal>>;
    readonly readBundle: (by: By, file: string) => Promise<Result<ReadBundle, ReadBundleRefusal>>;
    readonly judgeStory: (agency: Agency, itemId: string, at: Instant) => Promise<SaidStory>;
    /** Reads a source now; gives how many new versions came. */
    readonly runSource: (agency: Agency, source: Source, at: Instant) => Promise<number>;
    readonly examine: (at: Instant) => Promise<readonly Check[]>;
    readonly close: () => Promise<void>;
  };

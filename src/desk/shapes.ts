import type { Body, Reply } from '#contract/endpoint.ts';
import type { draftAgreement, listAgreements, readAgreement, readConflicts } from '#contract/agreement.ts';
import type {
  listDeliveries,
  readDestination,
  readStoryPlacements,
  tryDestination,
} from '#contract/destination.ts';
import type { explainSight, explainUse } from '#contract/explanation.ts';
import type { listNotices, listRecalls } from '#contract/correction.ts';
import type { listDrills } from '#contract/drill.ts';
import type { listPartners, lookUpPartner } from '#contract/partner.ts';
import type { listPeople } from '#contract/people.ts';
import type { listOverrides } from '#contract/override.ts';
import type { confirmRestrictions, readRestrictions } from '#contract/restriction.ts';
import type { listPublications, previewPublication } from '#contract/publication.ts';
import type { readRegister } from '#contract/register.ts';
import type { listSeats, readSession } from '#contract/session.ts';
import type { changeSource, listRefusedDocuments, listSources } from '#contract/source.ts';
import type { trySource } from '#contract/source-look.ts';
import type { simulateDraft } from '#contract/simulation.ts';
import type { readRedline, readTalks } from '#contract/talks.ts';
import type { readToday } from '#contract/today.ts';
import type { readTranslation } from '#contract/translation.ts';
import type { listWire, readStory } from '#contract/wire.ts';

/** The contract's shapes by the names the screens use. */
export type Hello = Reply<typeof readSession>;
export type Session = NonNullable<Hello['session']>;
export type Seat = Reply<typeof listSeats>['seats'][number];
export type Agency = Hello['agency'];
export type Wire = Reply<typeof listWire>;
export type StoryLine = Wire['stories'][number];
export type Badge = StoryLine['badges'][number];
export type Story = Reply<typeof readStory>;
export type May = Story['may']['take'];
export type ExplainedUse = Reply<typeof explainUse>;
export type Overrides = Reply<typeof listOverrides>;
export type Override = Overrides['ours'][number];
export type OverrideTold = Overrides['told'][number];
export type Restrictions = Reply<typeof readRestrictions>;
export type RestrictionTerm = Body<typeof confirmRestrictions>['terms'][number];
export type Sight = Reply<typeof explainSight>['partners'][number];
export type Clause = Story['rights']['clauses'][number];
export type Block = Story['blocks'][number];
export type Today = Reply<typeof readToday>;
export type Translation = Reply<typeof readTranslation>;
export type TranslationBlock = Translation['blocks'][number];
export type Publication = Reply<typeof listPublications>['publications'][number];
export type PublicationPreview = Reply<typeof previewPublication>;
export type Recall = Reply<typeof listRecalls>['recalls'][number];
export type Reach = Recall['reach'][number];
export type Notice = Reply<typeof listNotices>['notices'][number];
export type Drill = Reply<typeof listDrills>['drills'][number];
export type TestStory = Reply<typeof listDrills>['testStories'][number];
export type ReasonClass = Recall['reasonClass'];
export type AgreementLine = Reply<typeof listAgreements>['agreements'][number];
export type RegisterLine = Reply<typeof readRegister>['agreements'][number];
export type Agreement = Reply<typeof readAgreement>;
export type Talks = Reply<typeof readTalks>;
export type Tabled = Talks['documents'][number];
export type Comment = Talks['comments'][number];
export type RedlinedClause = Reply<typeof readRedline>['clauses'][number];
export type Conflict = Reply<typeof readConflicts>['conflicts'][number];
export type Simulation = Reply<typeof simulateDraft>;
export type Draft = Body<typeof draftAgreement>;
export type Direction = Draft['give'];
export type Partner = Reply<typeof listPartners>['partners'][number];
export type Lookup = Reply<typeof lookUpPartner>;
export type Source = Reply<typeof listSources>['sources'][number];
export type Destination = Reply<typeof readDestination>['destination'];
export type StoryPlacements = Reply<typeof readStoryPlacements>;
export type Placement = StoryPlacements['placements'][number];
export type Delivery = Reply<typeof listDeliveries>['deliveries'][number];
export type TrialSteps = Reply<typeof tryDestination>['steps'];
export type Person = Reply<typeof listPeople>['people'][number];
export type RefusedDocument = Reply<typeof listRefusedDocuments>['documents'][number];
export type Look = Reply<typeof trySource>;
export type SourceSettings = Omit<Body<typeof changeSource>, 'state' | 'name'>;

import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Database } from './tables/database.ts';
import * as foundation from './migrations/0001-foundation.ts';
import * as blobsNameTheirItem from './migrations/0002-blobs-name-their-item.ts';
import * as peopleSignAgreements from './migrations/0010-people-sign-agreements.ts';
import * as linksLetOutsidersSign from './migrations/0011-links-let-outsiders-sign.ts';
import * as takesAreTold from './migrations/0021-takes-are-told.ts';
import * as doneJobsArePurged from './migrations/0022-done-jobs-are-purged.ts';
import * as decisionsKeepTheirInputs from './migrations/0040-decisions-keep-their-inputs.ts';
import * as agreementsAreNegotiated from './migrations/0050-agreements-are-negotiated.ts';
import * as stopsAreFound from './migrations/0055-stops-are-found.ts';
import * as endingsNameTheirCause from './migrations/0061-endings-name-their-cause.ts';
import * as restrictionsAreConfirmed from './migrations/0071-restrictions-are-confirmed.ts';
import * as agreementsBindMany from './migrations/0081-agreements-bind-many.ts';
import * as denialsAreOverridden from './migrations/0091-denials-are-overridden.ts';
import * as papersGoWithAgreements from './migrations/0111-papers-go-with-agreements.ts';
import * as answersAreKept from './migrations/0112-answers-are-kept.ts';
import * as restrictionsAreTold from './migrations/0121-restrictions-are-told.ts';
import * as remindersAreSeen from './migrations/0122-reminders-are-seen.ts';
import * as withdrawalsAreProven from './migrations/0131-withdrawals-are-proven.ts';
import * as permissionsAreSuspended from './migrations/0141-permissions-are-suspended.ts';
import * as storiesAreWithheld from './migrations/0151-stories-are-withheld.ts';
import * as storiesLeaveTheOffer from './migrations/0152-stories-leave-the-offer.ts';
import * as lateRecallsAreChased from './migrations/0153-late-recalls-are-chased.ts';
import * as noticesAreSeen from './migrations/0154-notices-are-seen.ts';
import * as requestsCountOnce from './migrations/0161-requests-count-once.ts';
import * as entriesWaitForTheirChannel from './migrations/0171-entries-wait-for-their-channel.ts';
import * as keysAreRevoked from './migrations/0181-keys-are-revoked.ts';
import * as copiesAreSeen from './migrations/0201-copies-are-seen.ts';
import * as blobsAreGiven from './migrations/0211-blobs-are-given.ts';
import * as drillsAreRun from './migrations/0221-drills-are-run.ts';
import * as keyChangesAreFound from './migrations/0231-key-changes-are-found.ts';
import * as sourcesAreSet from './migrations/0241-sources-are-set.ts';
import * as readingsAreKept from './migrations/0242-readings-are-kept.ts';
import * as refusalsAreSettled from './migrations/0243-refusals-are-settled.ts';
import * as mediaArePushed from './migrations/0244-media-are-pushed.ts';
import * as storiesArePushed from './migrations/0251-stories-are-pushed.ts';
import * as mailboxesAreRead from './migrations/0262-mailboxes-are-read.ts';
import * as topicsAreImported from './migrations/0263-topics-are-imported.ts';
import * as dialectsAreKept from './migrations/0264-dialects-are-kept.ts';
import * as copiesAreAccountedFor from './migrations/0265-copies-are-accounted-for.ts';
import * as searchesAreFollowed from './migrations/0291-searches-are-followed.ts';
import * as storiesAreChained from './migrations/0301-stories-are-chained.ts';
import * as programsReadByKeys from './migrations/0311-programs-read-by-keys.ts';
import * as membersSeeByAgreement from './migrations/0312-members-see-by-agreement.ts';
import * as refusalsAreRead from './migrations/0341-refusals-are-read.ts';
import * as copiesHaveAChannel from './migrations/0351-copies-have-a-channel.ts';
import * as storiesRunByHand from './migrations/0352-stories-run-by-hand.ts';
import * as commitmentsAreCounted from './migrations/0361-commitments-are-counted.ts';
import * as endsAreWrittenOf from './migrations/0362-ends-are-written-of.ts';
import * as translationsAreRemembered from './migrations/0371-translations-are-remembered.ts';
import * as storiesHaveDirections from './migrations/0372-stories-have-directions.ts';
import * as storiesAreSetAside from './migrations/0373-stories-are-set-aside.ts';
import * as storiesAreTranslatedByMachine from './migrations/0374-stories-are-translated-by-machine.ts';
import * as alikeTextsAreIndexedAtOnce from './migrations/0391-alike-texts-are-indexed-at-once.ts';
import * as searchesBeginWithTheNewest from './migrations/0401-searches-begin-with-the-newest.ts';
import * as wordsAreTakenIn from './migrations/0402-words-are-taken-in.ts';
import * as archivesKeepCopies from './migrations/0411-archives-keep-copies.ts';
import * as witnessesDecline from './migrations/0431-witnesses-decline.ts';
import * as lateNoticesAreTold from './migrations/0432-late-notices-are-told.ts';
import * as logKeysFollow from './migrations/0433-log-keys-follow.ts';
import * as leasesHaveAnOwner from './migrations/0441-leases-have-an-owner.ts';
import * as noncesAreShared from './migrations/0442-nonces-are-shared.ts';
import * as filtersAreIndexedWithWords from './migrations/0461-filters-are-indexed-with-words.ts';
import * as theNewestAreSeenAtOnce from './migrations/0462-the-newest-are-seen-at-once.ts';
import * as storiesArePassedOn from './migrations/0471-stories-are-passed-on.ts';
import * as usesHaveAHolder from './migrations/0481-uses-have-a-holder.ts';
import * as offeredProofsAreKept from './migrations/0490-offered-proofs-are-kept.ts';
import * as copiesHaveWords from './migrations/0500-copies-have-words.ts';
import * as usesHaveADerivative from './migrations/0501-uses-have-a-derivative.ts';
import * as lostPicturesAreForgotten from './migrations/0510-lost-pictures-are-forgotten.ts';

/** Forward only, in this order; a released one is never edited. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-blobs-name-their-item': blobsNameTheirItem,
  '0010-people-sign-agreements': peopleSignAgreements,
  '0011-links-let-outsiders-sign': linksLetOutsidersSign,
  '0021-takes-are-told': takesAreTold,
  '0022-done-jobs-are-purged': doneJobsArePurged,
  '0040-decisions-keep-their-inputs': decisionsKeepTheirInputs,
  '0050-agreements-are-negotiated': agreementsAreNegotiated,
  '0055-stops-are-found': stopsAreFound,
  '0061-endings-name-their-cause': endingsNameTheirCause,
  '0071-restrictions-are-confirmed': restrictionsAreConfirmed,
  '0081-agreements-bind-many': agreementsBindMany,
  '0091-denials-are-overridden': denialsAreOverridden,
  '0111-papers-go-with-agreements': papersGoWithAgreements,
  '0112-answers-are-kept': answersAreKept,
  '0121-restrictions-are-told': restrictionsAreTold,
  '0122-reminders-are-seen': remindersAreSeen,
  '0131-withdrawals-are-proven': withdrawalsAreProven,
  '0141-permissions-are-suspended': permissionsAreSuspended,
  '0151-stories-are-withheld': storiesAreWithheld,
  '0152-stories-leave-the-offer': storiesLeaveTheOffer,
  '0153-late-recalls-are-chased': lateRecallsAreChased,
  '0154-notices-are-seen': noticesAreSeen,
  '0161-requests-count-once': requestsCountOnce,
  '0171-entries-wait-for-their-channel': entriesWaitForTheirChannel,
  '0181-keys-are-revoked': keysAreRevoked,
  '0201-copies-are-seen': copiesAreSeen,
  '0211-blobs-are-given': blobsAreGiven,
  '0221-drills-are-run': drillsAreRun,
  '0231-key-changes-are-found': keyChangesAreFound,
  '0241-sources-are-set': sourcesAreSet,
  '0242-readings-are-kept': readingsAreKept,
  '0243-refusals-are-settled': refusalsAreSettled,
  '0244-media-are-pushed': mediaArePushed,
  '0251-stories-are-pushed': storiesArePushed,
  '0262-mailboxes-are-read': mailboxesAreRead,
  '0263-topics-are-imported': topicsAreImported,
  '0264-dialects-are-kept': dialectsAreKept,
  '0265-copies-are-accounted-for': copiesAreAccountedFor,
  '0291-searches-are-followed': searchesAreFollowed,
  '0301-stories-are-chained': storiesAreChained,
  '0311-programs-read-by-keys': programsReadByKeys,
  '0312-members-see-by-agreement': membersSeeByAgreement,
  '0341-refusals-are-read': refusalsAreRead,
  '0351-copies-have-a-channel': copiesHaveAChannel,
  '0352-stories-run-by-hand': storiesRunByHand,
  '0361-commitments-are-counted': commitmentsAreCounted,
  '0362-ends-are-written-of': endsAreWrittenOf,
  '0371-translations-are-remembered': translationsAreRemembered,
  '0372-stories-have-directions': storiesHaveDirections,
  '0373-stories-are-set-aside': storiesAreSetAside,
  '0374-stories-are-translated-by-machine': storiesAreTranslatedByMachine,
  '0391-alike-texts-are-indexed-at-once': alikeTextsAreIndexedAtOnce,
  '0401-searches-begin-with-the-newest': searchesBeginWithTheNewest,
  '0402-words-are-taken-in': wordsAreTakenIn,
  '0411-archives-keep-copies': archivesKeepCopies,
  '0431-witnesses-decline': witnessesDecline,
  '0432-late-notices-are-told': lateNoticesAreTold,
  '0433-log-keys-follow': logKeysFollow,
  '0441-leases-have-an-owner': leasesHaveAnOwner,
  '0442-nonces-are-shared': noncesAreShared,
  '0461-filters-are-indexed-with-words': filtersAreIndexedWithWords,
  '0462-the-newest-are-seen-at-once': theNewestAreSeenAtOnce,
  '0471-stories-are-passed-on': storiesArePassedOn,
  '0481-uses-have-a-holder': usesHaveAHolder,
  '0490-offered-proofs-are-kept': offeredProofsAreKept,
  '0500-copies-have-words': copiesHaveWords,
  '0501-uses-have-a-derivative': usesHaveADerivative,
  '0510-lost-pictures-are-forgotten': lostPicturesAreForgotten,
};

/** Brings the database to this version, each migration in a transaction. A database from a later version is refused. */
export async function migrate(database: Kysely<Database>): Promise<void> {
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: () => Promise.resolve(MIGRATIONS) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error)
    throw new Error('the database could not be brought to this version; nothing was changed', {
      cause: error,
    });
}

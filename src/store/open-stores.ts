import { accountStores } from './account-stores.ts';
import { apiKeyStore } from './api-keys.ts';
import { activityStore } from './activities.ts';
import { asideStore } from './asides.ts';
import { alertStore } from './alerts.ts';
import { agreementStore } from './agreements.ts';
import { agencyStore } from './agencies.ts';
import { blobStore } from './blobs.ts';
import { chainStore } from './chains.ts';
import { channelStore } from './channels.ts';
import { copyStore } from './copies.ts';
import { decisionStore } from './decisions.ts';
import { dialectStore } from './dialects.ts';
import { destinationStore } from './destinations.ts';
import { placementStore } from './placements.ts';
import { drillStore } from './drills.ts';
import { fulfilmentStore } from './fulfilments.ts';
import { itemStore } from './items.ts';
import { keptAnswersStore } from './kept-answers.ts';
import { machineTextStore } from './machine-texts.ts';
import { memoryStore } from './memory.ts';
import { memberStore } from './members.ts';
import { objectStore } from './objects.ts';
import { outboxStore } from './outbox.ts';
import { offerStore } from './offers.ts';
import { paperStore } from './papers.ts';
import { passingOnStore } from './passing-on.ts';
import { productStore } from './products.ts';
import { noticeStore } from './notices.ts';
import { recallStore } from './recalls.ts';
import { restrictionStore } from './restrictions.ts';
import { signingLinkStore } from './signing-links.ts';
import { signingStore } from './signing.ts';
import { sourceStore } from './sources.ts';
import { talkStore } from './talks.ts';
import { takeStore } from './takes.ts';
import { usageStore } from './usages.ts';
import { overrideStore } from './overrides.ts';
import { partnerStore } from './partners.ts';
import { reminderStore } from './reminders.ts';
import { useStateStore } from './use-state.ts';
import { logLeafStore } from './log-leaves.ts';
import { publicationStore } from './publications.ts';
import { releasedStore } from './released.ts';
import { searchStore } from './searches.ts';
import { searchedWords } from './searched-words.ts';
import { vectorStore } from './story-vectors.ts';
import { testStoryStore } from './test-stories.ts';
import { topicStore } from './topics.ts';
import { transparencyStore } from './transparency.ts';
import { translationStore } from './translations.ts';
import type { AgencyTransaction } from './transact.ts';

/** Every store, bound to one transaction of one agency. A new capability adds its line here. */
export function openStores(transaction: AgencyTransaction) {
  return {
    ...accountStores(transaction.trx),
    activities: activityStore(transaction),
    apiKeys: apiKeyStore(transaction),
    alerts: alertStore(transaction),
    asides: asideStore(transaction),
    agreements: agreementStore(transaction),
    agencies: agencyStore(transaction),
    blobs: blobStore(transaction),
    chains: chainStore(transaction),
    fulfilments: fulfilmentStore(transaction),
    channels: channelStore(transaction),
    copies: copyStore(transaction),
    decisions: decisionStore(transaction),
    destinations: destinationStore(transaction),
    dialects: dialectStore(transaction),
    drills: drillStore(transaction),
    items: itemStore(transaction),
    keptAnswers: keptAnswersStore(transaction),
    machineTexts: machineTextStore(transaction),
    memory: memoryStore(transaction),
    members: memberStore(transaction),
    objects: objectStore(transaction),
    notices: noticeStore(transaction),
    recalls: recallStore(transaction),
    reminders: reminderStore(transaction),
    restrictions: restrictionStore(transaction),
    offers: offerStore(transaction),
    overrides: overrideStore(transaction),
    placements: placementStore(transaction),
    products: productStore(transaction),
    searches: searchStore(transaction),
    searchedWords: searchedWords(transaction),
    signing: signingStore(transaction),
    signingLinks: signingLinkStore(transaction),
    sources: sourceStore(transaction),
    takes: takeStore(transaction),
    talks: talkStore(transaction),
    usages: usageStore(transaction),
    outbox: outboxStore(transaction),
    papers: paperStore(transaction),
    passingOn: passingOnStore(transaction),
    partners: partnerStore(transaction),
    logLeaves: logLeafStore(transaction),
    publications: publicationStore(transaction),
    released: releasedStore(transaction),
    testStories: testStoryStore(transaction),
    topics: topicStore(transaction),
    translations: translationStore(transaction),
    transparency: transparencyStore(transaction),
    useState: useStateStore(transaction),
    vectors: vectorStore(transaction),
  };
}

export type Stores = ReturnType<typeof openStores>;

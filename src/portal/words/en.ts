/** What the portal says to readers, in English; the other languages are typed against it. */
export const en = {
  home: 'Home',
  corrections: 'Corrections',
  transparency: 'Withdrawal log',
  about: 'About the exchange',
  skip: 'Skip to the story',
  languages: 'Languages',
  sections: 'Sections',
  latest: 'Latest news',
  nothingYet: 'First stories arrive soon.',
  nothingYetWhy: 'Stories appear here as soon as the newsroom publishes them.',
  published: 'Published',
  updated: 'Updated',
  views: (count: string) => `${count} views`,
  viewsAll: 'All languages of this story together',
  minutes: (count: number) => `${count} min read`,
  corrected: 'Corrected',
  correction: 'Correction',
  otherNews: 'Other news',
  otherLanguages: 'This story in other languages',
  whereFrom: 'Where this story comes from',
  provider: 'Source',
  ownership: 'Its owner, as declared',
  credit: 'Credit',
  translation: 'Translation',
  translatedByPeople: 'Translated by people in our newsroom',
  translated: 'Translated',
  edited: 'Edited',
  editedByPeople: 'Edited and maybe shortened by people in our newsroom',
  original: 'The original',
  readOriginal: 'Read it at the source',
  copyright: 'Rights',
  picture: 'Picture',
  pictureCredit: 'Picture:',
  feed: 'RSS feed',
  notices: {
    withdrawn: {
      title: 'This story was withdrawn',
      what: 'It is no longer available. Withdrawals are never silent: the reason stays here.',
      at: 'Withdrawn',
    },
    withheld: {
      title: 'This story is withheld',
      what: 'It cannot be read for now, until its source has made something clear. It will come back here, or this page will say that it was withdrawn.',
      at: 'Withheld since',
    },
  },
  withdrawnReason: 'Reason',
  withdrawnStory: (number: string) => `Story no. ${number}`,
  notFoundTitle: 'There is no such page',
  notFoundWhat: 'The address may be mistyped. What was withdrawn would say so.',
  heldTitle: 'This site will be back shortly',
  heldWhat:
    'It was put back from a backup and is learning again what was corrected and withdrawn meanwhile. Until that is known nothing is shown.',
  toHome: 'To the front page',
  correctionsLead:
    'Every correction and every withdrawal of what we have published, newest first. Nothing leaves this list.',
  noCorrections: 'Nothing was corrected or withdrawn so far.',
  transparencyLead:
    'Everything that this agency withdrew, from its site or from its partners, with the reason and the time. The list is a public ' +
    'log that can only grow: anybody can prove that nothing in it was changed or taken out. It holds no text of what was withdrawn.',
  logSize: (leaves: number, cosigners: number) =>
    `${leaves === 1 ? '1 entry' : `${leaves} entries`} are signed; ${cosigners === 1 ? '1 partner' : `${cosigners} partners`} cosigned them.`,
  recallsLate: (overdue: number, refused: number) =>
    `Answers of partners to our corrections and withdrawals: ${overdue} overdue now, ${refused} refused with a reason.`,
  lateDays: 'Days on which answers of partners were overdue',
  lateCount: (n: number) => (n === 1 ? '1 answer overdue' : `${n} answers overdue`),
  checkpoint: 'Newest checkpoint',
  transparencyOf: (agency: string) => `Withdrawal log of ${agency}`,
  logPages: 'Pages of the list',
  newest: 'Newest',
  newer: 'Newer',
  older: 'Older',
  otherLogs: 'Logs of the other agencies here',
  releases: 'The program that keeps this log',
  releasesHow:
    'Each release that this node said it runs, with the SHA-256 of its source. This command makes it again in a copy of the source:',
  releaseSince: (version: string) => `Version ${version} since`,
  noWithdrawals: 'Nothing was withdrawn so far.',
  waitsForPlace: 'Gets its place in the log within seconds',
  proofOf: (place: string) => `Proof of entry ${place}`,
  logged: {
    'item-killed': 'A story was withdrawn from everybody',
    'page-withdrawn': 'A page was taken down here',
    'item-withheld': 'A story was stopped until it is clear',
    'page-withheld': 'A page waits here until it is clear',
    'page-reinstated': 'A page can be read here again',
    'item-reinstated': 'A story was released again',
  },
  checkTitle: 'Check it yourself',
  checkHow:
    'This makes the whole log again from its entries and compares it with what the agency signed. It needs Pactwire on your computer, and no account.',
  kinds: {
    correction: 'Correction',
    withholding: 'Withheld',
    release: 'Released again',
    withdrawal: 'Withdrawal',
  },
  reasons: {
    error: 'Error of fact',
    legal: 'Legal ground',
    rights: 'Rights of others',
    safety: 'Safety of people',
    privacy: 'Privacy',
    agreement: 'End of an agreement',
    other: 'Another reason',
  },
  ownerships: {
    state: 'State-owned media',
    'government-office': 'Government office',
    'public-service': 'Public-service media',
    party: 'Owned by a political party',
    private: 'Privately owned',
    independent: 'Independent',
  },
  aboutLead: (agency: string) =>
    `${agency} exchanges news with partner newsrooms under signed cooperation agreements. Each story names its source, ` +
    'carries the credit the agreement asks for, and is corrected or withdrawn here when its source does so.',
  whoWeAre: 'Who runs this site',
  partners: 'Whose stories you read here',
  stories: (count: number) => (count === 1 ? '1 story' : `${count} stories`),
  creditRule: 'Every partner’s story names its partner and links back to it.',
  noPartners: 'So far there are our own stories only.',
  correctionRuleTitle: 'Corrections',
  correctionRule:
    'When a source corrects a story, the changed passages are translated anew and the page says at its top what was ' +
    'wrong. When a source withdraws a story, the page is replaced by a notice with the reason and the time.',
  countingTitle: 'How we count views',
  counting:
    'One number per story, all languages together. There are no cookies, no scripts and no third parties. To count ' +
    'nobody twice within a day, a scrambled mark is held in memory and forgotten; only the sum is kept.',
} as const;

type Said<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof T]: Said<T[Key]> };

/** A complete set of words; a language that misses one does not compile. */
export type Words = Said<typeof en>;

/**
 * Doors that do not ask whether an item may be used, each for a reason that holds for all of its group. `parts` names whole
 * files whose doors speak of people, keys and papers and hold no reader of items; the guard proves that of each of them.
 */
export const NO_ITEMS_HERE: readonly string[] = [
  'src/http/desk-app.ts',
  'src/http/desk/agreement.ts',
  'src/http/desk/agreement-declarations.ts',
  'src/http/desk/credentials.ts',
  'src/http/desk/evidence.ts',
  'src/http/desk/kept-answers.ts',
  'src/http/desk/paper.ts',
  'src/http/desk/partner.ts',
  'src/http/desk/people.ts',
  'src/http/desk/register.ts',
  'src/http/desk/session.ts',
  'src/http/desk/signing-links.ts',
  'src/http/desk/signing.ts',
  'src/http/desk/talks.ts',
  'src/http/mount.ts',
  'src/http/node/discovery.ts',
  'src/http/node/introductions.ts',
  'src/http/operation/metrics.ts',
  'src/http/operation/operation.ts',
  'src/http/public/signing-room.ts',
  'src/http/public/verify-door.ts',
  'src/cli/commands/agreement-check.ts',
  'src/cli/commands/agreement-draft.ts',
  'src/cli/commands/agreement-endings.ts',
  'src/cli/commands/agreement-quota.ts',
  'src/cli/commands/agreement-papers.ts',
  'src/cli/commands/agreement-register.ts',
  'src/cli/commands/agreement-talks.ts',
  'src/cli/commands/agreement.ts',
  'src/cli/commands/log.ts',
  'src/cli/commands/partner.ts',
  'src/cli/commands/people.ts',
];

/** Single doors, by reason. */
export const UNASKED: readonly { readonly because: string; readonly doors: readonly string[] }[] = [
  {
    because:
      'lists by SQL: isVisible (store/reads/visible.ts) asks in the query what decideSight asks of one item, of products that are made by its own selectorMatches; wire.test.ts holds it to I12',
    doors: ['desk listWire', 'get /desk-media/:item/:digest', 'command list', 'command search <words>'],
  },
  {
    because: 'our own items come in from our own wire: whoever made them may use them',
    doors: [
      'desk listSources',
      'desk addSource',
      'desk changeSource',
      'desk runSource',
      'desk listRefusedDocuments',
      'post /ingest/:source',
      'command source add <kind> [place]',
      'command source list',
      'command source run <id>',
      'command source refused <id>',
    ],
  },
  {
    because: 'what a partner sent is kept whatever it may be used for; each use of it asks by itself',
    doors: [
      'entryEffects item.offered',
      'entryEffects item.updated',
      'entryEffects item.released',
      'objectEffects item.offered',
      'objectEffects item.updated',
      'objectEffects item.released',
      'objectEffects item.withheld',
      'objectEffects item.corrected',
      'job fetch-object',
    ],
  },
  {
    because: 'stops a use, and stopping is never forbidden: nothing goes out but that word',
    doors: [
      'desk killStory',
      'desk withdrawPublication',
      'desk undoTakeEndpoint',
      'command story kill <id>',
      'entryEffects item.withheld',
      'entryEffects item.corrected',
      'entryEffects item.killed',
      'job item-killed',
    ],
  },
  {
    because:
      'corrects our own item; the version goes out by the job item-admitted, which asks for every partner',
    doors: ['desk correctStory', 'command story correct <id>', 'job agreement-changed'],
  },
  {
    because: 'tells of what was done: names, times and addresses, and no text of an item',
    doors: [
      'desk listRecalls',
      'desk listNotices',
      'desk applyNotice',
      'desk refuseNotice',
      'command recall list',
      'command notice list',
      'command notice apply <id>',
      'command notice refuse <id>',
      'desk listTranslations',
      'desk readQuotas',
      'desk seeReminder',
      'entryEffects item.taken',
      'entryEffects usage.reported',
      'entryEffects receipt',
      'job taken',
      'job usage-report',
      'job receipt',
      'job hint',
    ],
  },
  {
    because: 'asks whether a denial may be overridden: reasons, people and times, and no text of the item',
    doors: [
      'desk listOverrides',
      'desk readOverrides',
      'desk openOverrides',
      'command override list',
      'command override open',
      'entryEffects use.overridden',
    ],
  },
  {
    because: 'says what a restriction means: its words, and no text of the item',
    doors: [
      'desk readRestrictions',
      'desk confirmRestrictions',
      'entryEffects item.restricted',
      'command story restrictions <id>',
      'command story confirm <id>',
    ],
  },
  {
    because: 'a draft that startTranslation asked for: typed words are kept, and to publish them asks again',
    doors: ['desk saveTranslation'],
  },
  {
    because: 'pictures of a take that asked; the giver asks again for every one (serveBlob)',
    doors: ['job fetch-pictures'],
  },
  {
    because: 'entries and heads carry names and digests; the objects that they point at ask (serveObject)',
    doors: [
      'get /pxp/v1/channels/:ch/head',
      'get /pxp/v1/channels/:ch/entries',
      'put /pxp/v1/channels/:ch/cursor',
      'post /pxp/v1/hints',
    ],
  },
  {
    because: 'readers get the released copy, which only publishStory makes, and a withdrawal takes away',
    doors: ['public/portal.ts *', 'route /media/:name', 'route /robots.txt', 'route /icon.svg'],
  },
];

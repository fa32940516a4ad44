/** By the name that the contract has for a field. */
const FIELDS: Readonly<Record<string, string>> = {
  headline: 'headline',
  byline: 'byline',
  place: 'place',
  partner: 'agency',
  topic: 'topic',
  type: 'kind',
  language: 'language',
  state: 'state',
  date: 'date',
};

/** What is typed, and what it means. */
const HELP_LINES: readonly (readonly [string, string])[] = [
  ['flood dyke', 'either word; what answers most comes first'],
  ['+flood -rain', 'with “flood”, without “rain”'],
  ['"state of the union"', 'these words, in this order'],
  ['headline:flood', 'in the headline; also byline: and place:'],
  ['partner:"Lu Jiang"', 'of this agency; also topic:, type: and language:'],
  ['state:corrected', 'new, updated, corrected, withheld, killed, embargo, taken, published'],
  ['date:2026-11-01..2026-11-05', 'on these days; also date:>2026-11-01'],
];

/** Finding on the wire: filters, what is active, the language of questions. */
export const enFind = {
  find: {
    partner: 'Agency',
    language: 'Language',
    topic: 'Topic',
    newsType: 'Kind',
    state: 'State',
    taken: 'Taken by us',
    published: 'Published by us',
    place: 'Place',
    placeHint: 'Đà Nẵng, 岘港, Da Nang',
    date: 'When it came',
    lastDays: (n: number) => (n === 1 ? 'Today' : `Last ${n} days`),
    sinceOn: 'From day',
    untilOn: 'To day',
    rights: 'Rights',
    free: 'Free for our web now',
    freeHelp: 'What the agreement lets us publish on our own pages at this moment',
    yes: 'yes',
    no: 'no',
    sort: 'Order',
    best: 'Best first',
    newest: 'Newest first',
    orMore: (n: number) => `${n} stories or more`,
    active: 'Active filters',
    remove: (name: string) => `Take away: ${name}`,
    all: (said: string) => `with ${said}`,
    none: (said: string) => `without ${said}`,
    quoted: (text: string) => `“${text}”`,
    fields: FIELDS,
    takeAway: 'Take one of these away:',
    without: (name: string, n: number) => `Without ${name}: ${n} ${n === 1 ? 'story' : 'stories'}`,
    onlyHere: 'only this side of the exchange',
    help: 'How to ask',
    helpLines: HELP_LINES,
  },
};

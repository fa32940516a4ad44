/** Story chains: the same text by several roads, translations come home, the same event. */
export const enChain = {
  chain: {
    title: 'Belongs to this story',
    more: (n: number) => (n === 1 ? '+1 by another road' : `+${n} by other roads`),
    roads: 'The same text by other roads',
    hideRan: 'Hide what we already ran',
    filter: 'Already ran',
    thisStory: 'This story',
    timeline: 'From the first to the latest',
    kinds: {
      exact: 'Same text',
      near: 'Nearly the same text',
      'translation-home': 'Original of this text, which is our translation',
      'translation-source': 'Our translation, come back',
      'same-event': 'Same event',
      'by-way': 'Through another of these stories',
    },
    confirm: 'Same event',
    deny: 'Not the same',
    confirmed: 'Kept in this story’s chain.',
    denied: 'Will not be suggested again.',
    undo: 'Undo',
    undone: 'Taken back.',
    history: 'Who said what',
    said: { 'same-event': 'Same event', 'not-same-event': 'Not the same event' },
    sayer: (by: string) => `said by ${by},`,
    taken: (by: string) => `taken back by ${by},`,
    withdrawnTitle: 'A story of the same wire was withdrawn at its source',
    withdrawnHelp:
      'This story came by another road, and its own provider has not withdrawn it. Check it before you use it further; nothing was changed here.',
    withdrawnBy: 'Withdrawn by',
  },
};

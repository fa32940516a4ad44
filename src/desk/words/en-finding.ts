/** The wire as a list that lives: arrivals, what happened to the open story, taking many, the strip of hours. */
export const enFinding = {
  finding: {
    arrived: (fresh: number, changed: number) =>
      [
        fresh > 0 ? `${fresh} new ${fresh === 1 ? 'story' : 'stories'}` : '',
        changed > 0 ? `${changed} changed` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    letIn: 'Show what arrived',
    end: 'End of the wire',
    unreached: 'The node does not answer. The list stays as it was read last:',
    large: 'Large',
    compact: 'Compact',
    density: 'How the lines look',
    split: 'Width of the list',
    previewDown: 'Preview down',
    previewUp: 'Preview up',
    top: 'First line',
    embargoLeft: (left: string) => `Embargo, ${left} left`,
    embargoOver: 'Embargo over',
    embargoUntil: (when: string) => `Embargo until ${when}`,
    came: 'Came',
    foundBy: {
      'machine-translation': 'Via machine translation',
      nearness: 'Close in meaning',
    },
    openStory: {
      newVersion: (version: number) => `Version ${version} of this story has come.`,
      corrected: (version: number) => `Corrected by its agency: version ${version} has come.`,
      killed: 'Killed by its agency. Do not use it.',
      withheld: 'Withheld by its agency. Do not publish it for now.',
      released: 'Released again by its agency.',
      gone: 'This story may not be seen any more: what shared it has ended.',
      show: 'Show it as it is now',
      note: (note: string) => `Note: ${note}`,
    },
    bulk: {
      judging: 'Asking the agreements…',
      allowed: (n: number, of: number) => `${n} of ${of} may be taken`,
      ready: 'May be taken',
      already: 'Taken already',
      gone: 'Not there any more',
      willSkip: 'Stays where it is',
      quotas: 'What is left of the quotas',
      quota: (left: number, limit: number, clause: number) => `${left} of ${limit} left (clause ${clause})`,
      quotaNote: 'Taking uses none of it; publishing does.',
      quotaShort: (n: number, left: number) =>
        `You take ${n}, and ${left} can still be published in this period.`,
      takeAllowed: (n: number) => (n === 1 ? 'Take 1 story' : `Take ${n} stories`),
      none: 'None of these can be taken.',
      result: (taken: number, refused: number) => `${taken} taken, ${refused} refused`,
    },
    strip: {
      title: 'Arrivals of the last 48 hours',
      lead: (n: number) => `${n} ${n === 1 ? 'story' : 'stories'} in 48 hours`,
      none: 'Nothing arrived in the last 48 hours.',
      cell: (n: number, agency: string, hour: string) =>
        `${n} ${n === 1 ? 'story' : 'stories'} from ${agency}, ${hour}`,
      asTable: 'As a table',
      agency: 'Agency',
      hour: 'Hour',
      count: 'Stories',
      chosen: (hour: string) => `Arrived ${hour}`,
      clear: (hour: string) => `No longer only ${hour}`,
      howTo: 'Arrow keys move, Enter shows only that hour and agency.',
      more: (n: number) => `${n} more agencies in the table`,
    },
    onlyHour: 'only that hour',
    palette: {
      partners: 'Partners',
      onWire: (wanted: string) => `Search the wire for “${wanted}”`,
    },
  },
  alike: {
    title: 'In other languages',
    help: 'Stories on your wire that may tell of the same event, found by names, numbers and words.',
    find: 'Find this story in other languages',
    none: 'No story in another language has enough in common with this one.',
    possible: (n: number) =>
      n === 1
        ? 'One story may tell of the same event. Read before you rely on it.'
        : `${n} stories may tell of the same event. Read before you rely on one.`,
    shared: 'In common:',
  },
};

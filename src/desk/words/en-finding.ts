/** Finding: the same event in other languages. */
export const enFinding = {
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

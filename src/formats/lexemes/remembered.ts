/** News repeats its words: so many are kept, then all are forgotten and learnt anew. */
const KEPT = 60_000;

/** The same function of a word, computed once for words that come again; bounded, whatever is read. */
export function remembered(compute: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const value = compute(word);
    if (known.size >= KEPT) known.clear();
    known.set(word, value);
    return value;
  };
}

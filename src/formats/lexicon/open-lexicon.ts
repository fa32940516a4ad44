/** `share`: how likely the term is meant so; those of one term sum up to 1. `isOwn`: the agency's own translations bear it out. */
export type Translation = { readonly text: string; readonly share: number; readonly isOwn?: boolean };

/** What terms of one language are in another. */
export type Lexicon = {
  /** By `termKey` or `foldedKey`; none is an empty list. */
  readonly find: (key: string) => readonly Translation[];
  /** It lacks most words of a language. */
  readonly isSparse?: boolean;
};

const NEW_LINE = 10;
const TAB = 9;

/**
 * Opens what `compileLexicon` wrote, in UTF-8. The bytes stay as they are, outside of the heap, and a look-up is a binary search: a
 * hundred thousand terms take some 8 MB.
 */
export function openLexicon(bytes: Uint8Array): Lexicon {
  const decoder = new TextDecoder();
  const textIn = (start: number, end: number): string => decoder.decode(bytes.subarray(start, end));
  const starts = lineStarts(bytes);
  return {
    find(key) {
      let [low, high] = [0, starts.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        const start = starts[middle] ?? 0;
        const tab = bytes.indexOf(TAB, start);
        const here = textIn(start, tab);
        if (here === key) return translationsIn(textIn(tab + 1, bytes.indexOf(NEW_LINE, tab)));
        if (here < key) low = middle + 1;
        else high = middle;
      }
      return [];
    },
  };
}

/** Of whole lines only: a file that was cut short lacks its last term, and no more. */
function lineStarts(bytes: Uint8Array): Uint32Array {
  const starts: number[] = [];
  let start = 0;
  for (let end = bytes.indexOf(NEW_LINE); end !== -1; end = bytes.indexOf(NEW_LINE, start)) {
    starts.push(start);
    start = end + 1;
  }
  return Uint32Array.from(starts);
}

function translationsIn(line: string): readonly Translation[] {
  return line.split('|').flatMap((one) => {
    const at = one.lastIndexOf('=');
    return at > 0 ? [{ text: one.slice(0, at), share: Number(one.slice(at + 1)) }] : [];
  });
}

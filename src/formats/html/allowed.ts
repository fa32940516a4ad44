import { words } from '../words.ts';

/** Inline elements that a block may hold, by the name that comes in and the name that goes out. */
export const INLINE: ReadonlyMap<string, string> = new Map([
  ...words(
    'a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup',
  ).map(same),
  ...words('time u var').map(same),
  ['acronym', 'abbr'],
  ['strike', 's'],
  ['tt', 'code'],
]);

/** Elements that end the block before them and begin one of their own. */
export const BLOCK: ReadonlySet<string> = new Set(
  words(
    'address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure ' +
      'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p pre search section ' +
      'summary table tbody td tfoot th thead tr ul',
  ),
);

/** Elements that go with everything inside them: they run, load, draw, ask for input, or hold raw text. */
export const DROPPED_WHOLE: ReadonlySet<string> = new Set(
  words(
    'applet area audio base basefont bgsound button canvas command datalist dialog embed frame frameset head ' +
      'iframe image img input keygen link map marquee math meta meter noembed noframes noscript object optgroup ' +
      'option output param picture plaintext portal progress script select slot source style svg template ' +
      'textarea title track video xmp',
  ),
);

function same(tag: string): readonly [string, string] {
  return [tag, tag];
}

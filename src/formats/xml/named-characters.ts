import { words } from '../words.ts';

/** Names of U+00A0 to U+00FF in that order (HTML 4.01 §24.2). */
const LATIN_1 = words(
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para ' +
    'middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave ' +
    'Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc ' +
    'Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc ' +
    'iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml',
);

/** Name and character by turns: the special characters (§24.4) and the symbols that news uses (§24.3). */
const OTHERS = words(
  'OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ circ ˆ tilde ˜ ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ' +
    'dagger † Dagger ‡ permil ‰ lsaquo ‹ rsaquo › euro € fnof ƒ bull • hellip … prime ′ Prime ″ oline ‾ frasl ⁄ trade ™ ' +
    'larr ← uarr ↑ rarr → darr ↓ harr ↔ minus − infin ∞ asymp ≈ ne ≠ le ≤ ge ≥ sum ∑ radic √ part ∂ int ∫ prod ∏ loz ◊ ' +
    'spades ♠ clubs ♣ hearts ♥ diams ♦ Alpha Α Beta Β Gamma Γ Delta Δ Omega Ω alpha α beta β gamma γ delta δ epsilon ε ' +
    'theta θ lambda λ mu μ pi π sigma σ tau τ phi φ omega ω',
);

/**
 * The characters that the DTDs of NITF and NewsML 1 declare by name (ISO 8879 sets as HTML 4 has them), by name. A reader that
 * fetches no DTD must know them.
 */
export const NAMED_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...LATIN_1.map((name, index) => [name, String.fromCodePoint(0xa0 + index)] as const),
  ...OTHERS.flatMap((name, index) => (index % 2 === 0 ? [[name, OTHERS[index + 1] ?? ''] as const] : [])),
  // Blanks and marks that no eye tells apart in a list.
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ['zwnj', '\u200C'],
  ['zwj', '\u200D'],
  ['lrm', '\u200E'],
  ['rlm', '\u200F'],
]);

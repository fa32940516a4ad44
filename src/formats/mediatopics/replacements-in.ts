/**
 * The topics that IPTC’s English note on a retired one says to use in its place, in the order named; none where it names
 * none ("Use a more specific term instead"). The notes are prose: "Retired. Use medtop:20001365 … or medtop:20000272 …
 * instead", "merged into concept medtop:20000146", "recommended to use war crime (medtop:20000105)",
 * "Use corruption (20000093) instead".
 */
export function replacementsIn(note: string): readonly string[] {
  const [, told = ''] = /\b(?:use|merged (?:in)?to|replaced (?:by|with))\b(.*)/is.exec(note) ?? [];
  const codes = told.match(/\b\d{8}\b/g) ?? [];
  return [...new Set(codes.map((code) => `medtop:${code}`))];
}

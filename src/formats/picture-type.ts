/** Pictures that are taken in; an SVG is a program and no picture (reliability.md, finding 6). */
const SIGNATURES: readonly (readonly [string, readonly (readonly [number, string])[]])[] = [
  ['image/jpeg', [[0, '\u00ff\u00d8\u00ff']]],
  ['image/png', [[0, '\u0089PNG\r\n\u001a\n']]],
  ['image/gif', [[0, 'GIF8']]],
  [
    'image/webp',
    [
      [0, 'RIFF'],
      [8, 'WEBP'],
    ],
  ],
  ['image/avif', [[4, 'ftypavif']]],
  ['image/tiff', [[0, 'II*\u0000']]],
  ['image/tiff', [[0, 'MM\u0000*']]],
];

/** The media type that the first bytes show, whatever a name or header says; undefined when it is no known picture. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const found = SIGNATURES.find(([, marks]) => marks.every(([at, mark]) => hasAt(bytes, at, mark)));
  return found?.[0];
}

function hasAt(bytes: Uint8Array, at: number, mark: string): boolean {
  return Array.from(mark).every((character, index) => bytes[at + index] === character.codePointAt(0));
}

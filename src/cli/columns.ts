/** Columns of a terminal: Han characters and full-width marks take two, combining marks none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;
const NO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;

export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) if (!NO_WIDTH.test(sign)) width += WIDE.test(sign) ? 2 : 1;
  return width;
}

/** Text from elsewhere on one line, without anything that steers a terminal, and no wider than asked. */
export function clip(text: string, most: number): string {
  const plain = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  let width = 0;
  let end = 0;
  for (const sign of plain) {
    width += widthOf(sign);
    if (width > most - 1 && end + sign.length < plain.length) return `${plain.slice(0, end)}…`;
    end += sign.length;
  }
  return plain;
}

/** Rows under their heads, aligned; the last column is not filled up. */
export function columns(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return ['(none)'];
  const all = [heads, ...rows];
  const widths = heads.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, at) =>
        at === row.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell)),
      )
      .join('  '),
  );
}

/** `name  value` lines, the values under each other; those not given are left out. */
export function pairs(entries: readonly (readonly [name: string, value: string | undefined])[]): string[] {
  const given = entries.filter(([, value]) => value !== undefined);
  const widest = Math.max(...given.map(([name]) => widthOf(name)));
  return given.map(([name, value = '']) => `${name}${' '.repeat(widest - widthOf(name))}  ${value}`);
}

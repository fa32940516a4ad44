import { describe, expect, test } from 'vitest';
import { hasSharedData, needsSharedData, sharedNames, sharedText } from '#tests/town/shared-data.ts';
import { printCsv } from './print-csv.ts';

test('Vietnamese and Chinese, quotes, commas and line ends come through', () => {
  expect(printCsv(['tên', '名称'], [['Hãng "Sông Hàn", Đà Nẵng', '鹭江\n通讯社']])).toBe(
    '\uFEFFtên,名称\r\n"Hãng ""Sông Hàn"", Đà Nẵng","鹭江\n通讯社"\r\n',
  );
});

test('a number stays one, also below zero and as text', () => {
  expect(printCsv(['n'], [[-5], ['-5.5']])).toBe('\uFEFFn\r\n-5\r\n-5.5\r\n');
});

/** The first cell of the second line as a spreadsheet reads it. */
function firstCell(csv: string): string {
  const line = csv.slice(csv.indexOf('\r\n') + 2, -2);
  return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
}

function corpus(): readonly { readonly id: string; readonly cell: string }[] {
  const [name = ''] = sharedNames('security/csv-injection');
  return JSON.parse(sharedText(`security/csv-injection/${name}`));
}

const RUN = /^["\s\u{200B}-\u{200D}\u{2060}\u{FEFF}]*[=+\-@＝＋－＠\t\r\n]/u;

describe.skipIf(!hasSharedData)(`cells that attack a spreadsheet${needsSharedData}`, () => {
  test.each(hasSharedData ? corpus() : [])('$id is inert and can be read back', ({ cell }) => {
    const printed = firstCell(printCsv(['x'], [[cell]]));
    expect(RUN.test(printed) && !/^[+-]?[\d.]+$/.test(printed)).toBe(false);
    expect([cell, `'${cell}`]).toContain(printed);
  });
});

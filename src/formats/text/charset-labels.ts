/**
 * Names that wires use for charsets and the Encoding Standard does not list, each with the charset meant. Sources: IANA character
 * sets, ISO-IR register, Mozilla's and iconv's names, Windows code pages, and what wires are seen to say.
 */
const OTHER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'tcvn3',
    [
      'tcvn3',
      'tcvn',
      'tcvn-3',
      'tcvn-5712',
      'tcvn5712',
      'tcvn5712-1',
      'tcvn5712-1:1993',
      'x-viet-tcvn',
      'x-viet-tcvn3',
      'x-viet-tcvn5712',
      'x-tcvn',
      'abc',
      'vn-abc',
      'iso-ir-180',
      'vscii',
      'vscii-1',
      'x-vscii',
      'vn1',
      'vn3',
    ],
  ],
  ['vni-windows', ['vni-windows', 'vni', 'vni-win', 'x-viet-vni', 'x-vni', 'vni-times', 'x-vni-windows']],
  ['viscii', ['viscii', 'csviscii', 'viscii1.1-1', 'x-viscii', 'x-viet-viscii']],
  ['vps', ['vps', 'x-viet-vps', 'x-vps', 'vps-win']],
  ['windows-1258', ['cp-1258', 'wincp1258', 'wincp-1258', 'x-viet-1258']],
  ['ibm437', ['ibm437', 'cp437', '437', 'cspc8codepage437', 'oem-us']],
  ['ibm850', ['ibm850', 'cp850', '850', 'cspc850multilingual', 'ibm-850', 'cp858', 'ibm858', 'ibm00858']],
  ['din-66003', ['din-66003', 'din_66003', 'iso-ir-21', 'iso646-de', 'de', 'csiso21german']],
  ['iso-2022-kr', ['iso-2022-kr', 'iso2022kr', 'iso2022-kr', 'cp50225', 'x-windows-50225']],
  ['iso-2022-cn', ['iso-2022-cn', 'iso2022cn', 'iso2022-cn', 'cp50227', 'x-cp50227', 'iso-2022-cn-gb']],
  ['hz-gb-2312', ['hz-gb-2312', 'hz', 'hz-gb2312']],
  ['big5', ['big-5', 'bigfive', 'big-five', 'cp950', 'ms950', 'windows-950', 'x-windows-950', 'big5-eten']],
  [
    'big5-hkscs',
    [
      'big5-hkscs',
      'big5hkscs',
      'hkscs-big5',
      'hkscs',
      'big5-hkscs:2004',
      'big5-hkscs:2008',
      'ms950_hkscs',
      'cp951',
    ],
  ],
  [
    'gbk',
    [
      'cp936',
      'ms936',
      'windows-936',
      'gb',
      'euc-cn',
      'euccn',
      'x-euc-cn',
      'gb2312-80',
      'gb_2312',
      'cn-gb',
      'gb2312.1980',
      'iso-ir-165',
      'gb12345',
    ],
  ],
  ['gb18030', ['gb18030-2000', 'gb18030-2005', 'gb18030-2022', 'gb-18030', 'cp54936', 'windows-54936']],
  [
    'shift_jis',
    ['x-ms-cp932', 'cp932', 'ms932', 'windows-932', 'mskanji', 'sjis-win', 'x-sjis-win', 'shiftjis'],
  ],
  ['euc-jp', ['eucjp', 'ujis', 'cp51932', 'euc-jp-ms', 'eucjp-ms', 'iso-ir-87']],
  ['euc-kr', ['euckr', 'cp949', 'ms949', 'uhc', 'x-windows-949', 'ks_c_5601']],
  [
    'utf-8',
    [
      'utf8mb4',
      'utf8mb3',
      'utf-8-sig',
      'utf_8',
      'cp65001',
      '65001',
      'cesu-8',
      'iso-ir-196',
      'utf-8-mac',
      'unicode-utf-8',
    ],
  ],
  [
    'windows-1252',
    [
      'ansi',
      'ansi-1252',
      'win-1252',
      'win1252',
      'windows1252',
      'cp-1252',
      'iso-8859',
      '8859-1',
      '8859_1',
      'iso_8859_1',
      'latin',
      'latin-1',
      'iso-latin-1',
      'western',
      'windows',
      'us',
      'iso-ir-6',
      'ascii-8bit',
      'iso646-us',
      '7bit',
      '8bit',
    ],
  ],
  ['iso-8859-15', ['latin9', 'latin-9', 'latin0', 'iso-ir-203', '8859-15', '8859_15', 'iso_8859_15']],
  ['iso-8859-2', ['8859-2', '8859_2', 'latin-2']],
  ['windows-1250', ['win-1250', 'win1250', 'cp-1250']],
  ['windows-1251', ['win-1251', 'win1251', 'cp-1251']],
  ['windows-1254', ['win-1254', 'win1254', 'cp-1254', 'iso-8859-9:1989']],
  ['iso-8859-13', ['iso-ir-179', 'latin7', '8859-13']],
  ['iso-8859-14', ['iso-ir-199', 'latin8', '8859-14', 'iso-celtic']],
  ['iso-8859-16', ['iso-ir-226', 'latin10', '8859-16']],
  ['windows-874', ['iso-ir-166', 'tis620', 'cp874', 'x-windows-874']],
  ['ibm866', ['cp-866', 'alt']],
  ['macintosh', ['mac-roman', 'macroman', 'x-mac-roman-latin1', 'cp10000']],
  ['utf-16le', ['ucs-2le', 'utf16le', 'utf-16-le', 'utf16-le', 'cp1200']],
  ['utf-16be', ['ucs-2be', 'utf16be', 'utf-16-be', 'cp1201', 'iso-10646-ucs-2be']],
  ['utf-32be', ['utf-32', 'utf32', 'utf-32be', 'utf32be', 'ucs-4', 'ucs-4be', 'iso-10646-ucs-4', 'csucs4']],
  ['utf-32le', ['utf-32le', 'utf32le', 'ucs-4le']],
]);

const BY_LABEL: ReadonlyMap<string, string> = new Map(
  [...OTHER_NAMES].flatMap(([charset, labels]) => labels.map((label) => [label, charset] as const)),
);

/**
 * The charset that a label means, in lower case: the Encoding Standard's name where it has one, else `tcvn3`, `vni-windows`,
 * `viscii`, `vps`, `ibm437`, `ibm850`, `din-66003`, `hz-gb-2312`, `iso-2022-kr`, `iso-2022-cn`, `big5-hkscs`, `utf-32be`, `utf-32le`. Undefined for other labels.
 */
export function charsetName(label: string): string | undefined {
  const plain = label
    .trim()
    .toLowerCase()
    .replace(/^cs(?=iso|windows|big)/, '');
  const own = BY_LABEL.get(plain) ?? BY_LABEL.get(plain.replace(/^x-/, ''));
  if (own !== undefined) return own;
  const known = standardName(label.trim()) ?? standardName(plain) ?? standardName(plain.replaceAll('_', '-'));
  return known === undefined || known === 'replacement' ? undefined : known;
}

function standardName(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    // RangeError: no such label.
    return undefined;
  }
}

import { element, type XmlMarkup } from '../xml/print-xml.ts';

/**
 * The styles that a story's document uses, in fonts that Word and LibreOffice have or replace by their like: Latin and Vietnamese in Times
 * New Roman, Chinese in SimSun. The language is said for both, so that the spelling is checked as what it is.
 */
export function printStyles(namespace: string, language: string): XmlMarkup {
  const [primary = 'en'] = language.split('-');
  const eastAsia =
    primary === 'zh' ? language.replace(/^zh-Hans$/, 'zh-CN').replace(/^zh-Hant$/, 'zh-TW') : 'zh-CN';
  const latin = primary === 'zh' ? 'en-US' : language === 'vi' ? 'vi-VN' : language;
  const fonts = element('w:rFonts', {
    'w:ascii': 'Times New Roman',
    'w:hAnsi': 'Times New Roman',
    'w:cs': 'Times New Roman',
    'w:eastAsia': 'SimSun',
  });
  const defaults = element(
    'w:docDefaults',
    {},
    element(
      'w:rPrDefault',
      {},
      element(
        'w:rPr',
        {},
        fonts,
        element('w:sz', { 'w:val': 24 }),
        element('w:lang', { 'w:val': latin, 'w:eastAsia': eastAsia }),
      ),
    ),
    element(
      'w:pPrDefault',
      {},
      element('w:pPr', {}, element('w:spacing', { 'w:after': 160, 'w:line': 300, 'w:lineRule': 'auto' })),
    ),
  );
  return element('w:styles', { 'xmlns:w': namespace }, defaults, ...STYLES.map(printStyle));
}

type Style = {
  readonly id: string;
  readonly name: string;
  readonly isDefault?: boolean;
  /** Half points. */
  readonly size?: number;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  readonly outline?: number;
  /** From the left, in twentieths of a point. */
  readonly indent?: number;
  readonly colour?: string;
};

const STYLES: readonly Style[] = [
  { id: 'Normal', name: 'Normal', isDefault: true },
  { id: 'Title', name: 'Title', size: 40, isBold: true },
  { id: 'Subtitle', name: 'Subtitle', size: 26, isBold: true },
  { id: 'Heading2', name: 'heading 2', size: 28, isBold: true, outline: 1 },
  { id: 'Byline', name: 'Byline', isItalic: true },
  { id: 'Quote', name: 'Quote', isItalic: true, indent: 567 },
  { id: 'ListBullet', name: 'List Bullet', indent: 357 },
  { id: 'Preformatted', name: 'HTML Preformatted', size: 20 },
  { id: 'Stop', name: 'Stop', size: 32, isBold: true, colour: 'C00000' },
  { id: 'Rights', name: 'Rights', size: 20, colour: '444444' },
  { id: 'Header', name: 'header', size: 18, colour: '444444' },
];

function printStyle({
  id,
  name,
  isDefault,
  size,
  isBold,
  isItalic,
  outline,
  indent,
  colour,
}: Style): XmlMarkup {
  return element(
    'w:style',
    { 'w:type': 'paragraph', 'w:default': isDefault ? 1 : undefined, 'w:styleId': id },
    element('w:name', { 'w:val': name }),
    isDefault ? undefined : element('w:basedOn', { 'w:val': 'Normal' }),
    element('w:qFormat', {}),
    element(
      'w:pPr',
      {},
      indent === undefined ? undefined : element('w:ind', { 'w:left': indent }),
      outline === undefined ? undefined : element('w:outlineLvl', { 'w:val': outline }),
    ),
    element(
      'w:rPr',
      {},
      isBold ? element('w:b', {}) : undefined,
      isItalic ? element('w:i', {}) : undefined,
      colour === undefined ? undefined : element('w:color', { 'w:val': colour }),
      size === undefined ? undefined : element('w:sz', { 'w:val': size }),
    ),
  );
}

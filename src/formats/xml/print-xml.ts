/** XML that is well formed: made by `element` and by whoever proves it, by nothing else. */
export class XmlMarkup {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  get markup(): string {
    return this.#markup;
  }
}

/** What stands inside an element; what is undefined is left out. */
export type XmlContent = XmlMarkup | string | undefined;

/** One element; texts and attribute values are escaped, attributes that are undefined are left out. */
export function element(
  name: string,
  attributes: { readonly [name: string]: string | number | undefined },
  ...content: readonly XmlContent[]
): XmlMarkup {
  let tag = `<${name}`;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) tag += ` ${key}="${escapeXml(String(value)).replace(/[\t\n]/g, reference)}"`;
  const inner = content.map(printContent).join('');
  return new XmlMarkup(inner === '' ? `${tag}/>` : `${tag}>${inner}</${name}>`);
}

function printContent(content: XmlContent): string {
  if (content === undefined) return '';
  return content instanceof XmlMarkup ? content.markup : escapeXml(content);
}

/** An attribute's line breaks and tabs become blanks unless they are references (XML 1.0 §3.3.3). */
function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

// Characters that XML 1.0 cannot hold at all (§2.2).
const NOT_IN_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an element or in double quotes; what XML cannot hold is left out. */
export function escapeXml(text: string): string {
  return onlyInXml(text).replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

/** A text without the characters that XML 1.0 has no way to write. */
export function onlyInXml(text: string): string {
  return text.toWellFormed().replace(NOT_IN_XML, '');
}

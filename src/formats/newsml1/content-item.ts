import type { NewsType } from '#domain/item/item.ts';
import { webUrl } from '../html/web-url.ts';
import { onlyGiven } from '../only-given.ts';
import { fileOf } from '../wire/file-of.ts';
import { fromBase64 } from '../wire/from-base64.ts';
import type { WireNeeds, WireRendition } from '../wire/wire-item.ts';
import { allNamed, attributeOf, childNamed, childrenNamed, lineOf } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { formalName, valueIn } from './newsml1-source.ts';

/** What a ContentItem holds: text of a story, or one technical form of something to see or hear. */
export type ContentKind = 'text' | 'document' | MediaKind;

/** What is seen or heard. */
export type MediaKind = Exclude<NewsType, 'text' | 'composite'>;

/** Documents to fetch are a way to read a story, nothing to see or hear. By the media type, else the MIME type, the format, or the class and the role of the component around it. */
export function contentKind(content: XmlElement, component: XmlElement): ContentKind | undefined {
  const told = [
    formalName(childNamed(content, 'MediaType')),
    formalName(childNamed(content, 'MimeType')),
    formalName(childNamed(content, 'Format')),
    componentClass(component),
    roleName(component),
  ];
  if (dataOf(content) === undefined && isDocument(content)) return 'document';
  const kinds = told.flatMap((name) => kindNamed(name) ?? []);
  const first = kinds[0];
  if (first !== undefined && !(first === 'text' && dataOf(content) === undefined)) return first;
  if (dataOf(content) !== undefined) return 'text';
  return attributeOf(content, 'Href') === undefined
    ? undefined
    : (kinds.find((kind) => kind !== 'text') ?? 'graphic');
}

function isDocument(content: XmlElement): boolean {
  const type = formalName(childNamed(content, 'MimeType')) ?? '';
  return /^application\/(?:pdf|msword|rtf|vnd\.)/i.test(type);
}

/** Names of media types and formats by what they begin with or hold, in the words of IPTC and of agencies. */
const KINDS: readonly (readonly [RegExp, ContentKind])[] = [
  [/nitf|^text|xhtml|html|plain/i, 'text'],
  [/^(?:photo|picture|image|foto|jpe?g|png|gif|tiff?)/i, 'picture'],
  [/^(?:graphic|animation|illustration|infograph|svg|eps)/i, 'graphic'],
  [/^(?:video|clip|mpe?g-?[124]|mp4|quicktime|wmv|flv)/i, 'video'],
  [/^(?:audio|sound|mp3|wav|aiff)/i, 'audio'],
];

/** The kind that a name tells. */
export function kindNamed(name: string | undefined): ContentKind | undefined {
  return name === undefined ? undefined : KINDS.find(([pattern]) => pattern.test(name))?.[1];
}

/** `Role` of a component. */
export function roleName(component: XmlElement): string | undefined {
  return formalName(childNamed(component, 'Role'));
}

function componentClass(component: XmlElement): string | undefined {
  const property = childrenNamed(childNamed(component, 'DescriptiveMetadata'), 'Property').find(
    (one) => attributeOf(one, 'FormalName') === 'ComponentClass',
  );
  return valueIn(property);
}

/** The element that holds the data, if there is any in it. */
export function dataOf(content: XmlElement): XmlElement | undefined {
  const data =
    childNamed(content, 'DataContent') ?? childNamed(childNamed(content, 'Encoding'), 'DataContent');
  const holder = data ?? childNamed(content, 'InlineContent') ?? childNamed(content, 'Encoding');
  if (holder === undefined) return undefined;
  return holder.children.some((child) => isElement(child) || child.trim() !== '') ? holder : undefined;
}

/** The bytes of data in base64 (`Encoding`, NewsML 1.2 §5.6.4); undefined where the data is not encoded so. */
export function encodedBytes(content: XmlElement): Uint8Array | undefined {
  const notation = attributeOf(childNamed(content, 'Encoding'), 'Notation') ?? '';
  const data = dataOf(content);
  if (!/base-?64/i.test(notation) || data === undefined) return undefined;
  return fromBase64(textOf(data));
}

/** A technical form of a picture, a film or a sound; undefined where it is neither in the document nor anywhere else. */
export function renditionOf(
  content: XmlElement,
  component: XmlElement,
  needs: WireNeeds,
): WireRendition | undefined {
  const written = attributeOf(content, 'Href');
  const bytes = encodedBytes(content);
  if (written === undefined && bytes === undefined) return undefined;
  const href = webUrl(written ?? '', needs.baseUrl);
  const isName = written !== undefined && href === undefined;
  return {
    role: roleName(component) ?? 'main',
    ...onlyGiven({
      href,
      residRef: isName ? written : undefined,
      fileName: fileNameIn(content) ?? (isName ? fileOf(written) : undefined),
      mediaType: mediaTypeOf(content),
    }),
    ...(bytes === undefined ? {} : { embedded: { bytes } }),
    ...characteristicsOf(content),
    at: content.at,
  };
}

/** Some wires tell the name of the file beside an address that has none. */
function fileNameIn(content: XmlElement): string | undefined {
  const property = allNamed(childNamed(content, 'Characteristics'), 'Property').find((one) =>
    /file_?name$/i.test(attributeOf(one, 'FormalName') ?? ''),
  );
  return valueIn(property);
}

function mediaTypeOf(content: XmlElement): string | undefined {
  const told = formalName(childNamed(content, 'MimeType'));
  if (told !== undefined) return told.toLowerCase();
  const format = formalName(childNamed(content, 'Format')) ?? '';
  if (/^[a-z]+\/[\w.+-]+$/i.test(format)) return format.toLowerCase();
  return FORMATS.find(([pattern]) => pattern.test(format))?.[1];
}

const FORMATS: readonly (readonly [RegExp, string])[] = [
  [/^jpe?g|^jfif/i, 'image/jpeg'],
  [/^png/i, 'image/png'],
  [/^gif/i, 'image/gif'],
  [/^tiff?/i, 'image/tiff'],
  [/^mp(?:eg-?)?4/i, 'video/mp4'],
  [/^mp3/i, 'audio/mpeg'],
  [/^pdf/i, 'application/pdf'],
];

function characteristicsOf(content: XmlElement) {
  const characteristics = childNamed(content, 'Characteristics');
  const size = countOf(lineOf(childNamed(characteristics, 'SizeInBytes')));
  return onlyGiven({
    sizeBytes: size === 0 ? undefined : size,
    width: characteristicOf(content, /^(?:pixel)?width$/i),
    height: characteristicOf(content, /^(?:pixel)?(?:height|depth)$/i),
    durationSeconds: characteristicOf(content, /^(?:total)?duration$/i),
  });
}

/** A number among the characteristics; nought says nothing. */
export function characteristicOf(content: XmlElement, name: RegExp): number | undefined {
  const property = allNamed(childNamed(content, 'Characteristics'), 'Property').find((one) =>
    name.test(attributeOf(one, 'FormalName') ?? ''),
  );
  const count = countOf(valueIn(property));
  return count === 0 ? undefined : count;
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

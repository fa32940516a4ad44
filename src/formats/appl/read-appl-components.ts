import { accept, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { webUrl } from '../html/web-url.ts';
import { fillFromBody } from '../nitf/fill-from-nitf.ts';
import { readNitfBody } from '../nitf/read-nitf-body.ts';
import { onlyGiven } from '../only-given.ts';
import type { WireItemBuilder } from '../wire/wire-item-builder.ts';
import type { WireNeeds } from '../wire/wire-item.ts';
import { attributeOf, childNamed, findNamed, lineOf } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';

/**
 * The parts of a publication: its text (`Main`, or the `Caption` or `Script` of what is no text) as the body, further texts as links where
 * they have an address, and every other part as a rendition.
 */
export function readApplComponents(
  item: WireItemBuilder,
  components: readonly XmlElement[],
  needs: WireNeeds,
): Result<true, FormatRefusal> {
  const texts = components.filter((one) => contentOf(one)?.name === 'TextContentItem');
  const rank = (one: XmlElement) => BODIES.indexOf(attributeOf(one, 'Role') ?? '');
  const [main] = texts.filter((one) => rank(one) >= 0).toSorted((a, b) => rank(a) - rank(b));
  for (const component of components) {
    if (component === main) {
      const read = readText(item, component, needs);
      if (!read.ok) return read;
    } else readRendition(item, component, needs);
  }
  return accept(true);
}

const BODIES = ['Main', 'Caption', 'Script', 'Shotlist'];

function contentOf(component: XmlElement): XmlElement | undefined {
  return component.children.filter(isElement).find(({ name }) => name.endsWith('ContentItem'));
}

function readText(
  item: WireItemBuilder,
  component: XmlElement,
  needs: WireNeeds,
): Result<true, FormatRefusal> {
  const content = childNamed(contentOf(component), 'DataContent');
  const nitf = findNamed(content, 'nitf');
  const words = Number(lineOf(findNamed(contentOf(component), 'Words')));
  if (words > 0) item.set('wordCount', words, component.at);
  const known = [item.get('headline') ?? ''];
  const source = nitf ?? content;
  if (source === undefined) return accept(true);
  const body = readNitfBody(source, { ...needs, dropped: item.dropped, headlines: known });
  if (!body.ok) return body;
  fillFromBody(item, body.value);
  return accept(true);
}

function readRendition(item: WireItemBuilder, component: XmlElement, { baseUrl }: WireNeeds): void {
  const content = contentOf(component);
  const role = attributeOf(component, 'Role')?.toLowerCase() ?? 'other';
  const href = webUrl(attributeOf(content, 'Href') ?? '', baseUrl) ?? locationIn(content, baseUrl);
  const residRef = attributeOf(content, 'Id');
  const { at } = component;
  if (content === undefined || (href === undefined && residRef === undefined))
    return item.dropped.add(at, `component ${role}`, 'it leads nowhere');
  if (content.name === 'TextContentItem')
    return item.dropped.add(
      at,
      `${role} ${textOf(content).trim().slice(0, 60)}`,
      'another text is the story',
    );
  const found = onlyGiven({ href, residRef: href === undefined ? residRef : undefined });
  item.add('renditions', { role, ...found, ...sizesOf(content), at }, at);
}

function sizesOf(content: XmlElement) {
  const characteristics = childNamed(content, 'Characteristics');
  const number = (name: string) => Number(lineOf(childNamed(characteristics, name))) || undefined;
  const milliseconds = number('TotalDuration');
  return onlyGiven({
    mediaType: attributeOf(characteristics, 'MimeType')?.toLowerCase(),
    fileName: attributeOf(characteristics, 'OriginalFileName'),
    width: number('Width'),
    height: number('Height'),
    sizeBytes: Number(attributeOf(characteristics, 'SizeInBytes')) || undefined,
    durationSeconds: milliseconds === undefined ? undefined : milliseconds / 1000,
  });
}

/** AP keeps a part in several places, of which only a web address leads anywhere. */
function locationIn(content: XmlElement | undefined, baseUrl: string | undefined): string | undefined {
  return (content?.children ?? [])
    .filter(isElement)
    .filter(({ name }) => name === 'BinaryLocation')
    .map((one) => webUrl(lineOf(one) ?? '', baseUrl))
    .find((href) => href !== undefined);
}

import { isElement, type XmlElement } from '../xml/xml-element.ts';

/** NITF is written in small letters; some systems write all its names in capitals, as the SGML before it did. The same tree in small names. */
export function withSmallNames(element: XmlElement): XmlElement {
  return {
    ...element,
    name: element.name.toLowerCase(),
    attributes: new Map([...element.attributes].map(([name, value]) => [smallName(name), value])),
    children: element.children.map((child) => (isElement(child) ? withSmallNames(child) : child)),
  };
}

/** A namespace before the name stays as it is. */
function smallName(name: string): string {
  const end = name.lastIndexOf('}') + 1;
  return name.slice(0, end) + name.slice(end).toLowerCase();
}

import { expect, test } from 'vitest';
import { readXml } from './read-xml.ts';
import { describe } from './xml-reading.ts';

function described(xml: string): string {
  const root = readXml(xml);
  return root.ok ? describe(root.value) : root.error.detail;
}

test('what is dropped is told by its code or its words, and never how to reach somebody', () => {
  expect(described('<subject qcode="hn:1">Ann</subject>')).toBe('subject hn:1');
  expect(described('<line>Ann Vale</line>')).toBe('line Ann Vale');
  expect(described('<line>ann@harbour.example</line>')).toBe('line');
  const far = `<bylines><byline>Ann Vale</byline><role>${'x'.repeat(80)}</role><phone>+84 91 757 4747</phone></bylines>`;
  expect(described(far)).toBe('bylines');
});

import { describe, expect, test } from 'vitest';
import { wireCases } from '#tests/town/wire-cases.ts';
import { readXml } from '../xml/read-xml.ts';
import { isNewsml1, parseNewsml1 } from './parse-newsml-1.ts';

function read(text: string) {
  const root = readXml(text);
  if (!root.ok) throw new Error(`${root.error.at} ${root.error.detail}`);
  expect(isNewsml1(root.value)).toBe(true);
  const parsed = parseNewsml1(root.value, {});
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
}

describe('NewsML 1 of several agencies', () => {
  test.each(wireCases('newsml1'))(
    '$name is read with every field that its agency wrote',
    ({ text, expected }) => {
      expect(read(text)).toMatchObject(expected);
    },
  );
});

test('thousands of stories and pictures in one NewsItem take time in proportion', () => {
  const story =
    '<NewsComponent><NewsLines><HeadLine>H</HeadLine></NewsLines><ContentItem><DataContent>a</DataContent></ContentItem></NewsComponent>';
  const picture =
    '<NewsComponent><Role FormalName="Photo"/><ContentItem Href="https://a.example/b.jpg"/></NewsComponent>';
  const inside = (story + picture).repeat(3_000);
  const { items } = read(`<NewsML><NewsItem><NewsComponent>${inside}</NewsComponent></NewsItem></NewsML>`);
  expect(items).toHaveLength(3_000);
  expect(items[0]?.associations).toHaveLength(3_000);
});

import { expect, test } from 'vitest';
import { INTERFACE_LANGUAGES } from '#kernel/language.ts';
import { allLanguages, allRegions, allZones, tagNamed } from './known-codes.ts';

test.each(INTERFACE_LANGUAGES)('every country and territory has a name of its own in %s', (language) => {
  const regions = allRegions(language);
  expect(regions).toHaveLength(249);
  expect(new Set(regions.map(({ name }) => name)).size).toBe(249);
  for (const { code, name } of regions) expect(name).not.toBe(code);
});

test.each(INTERFACE_LANGUAGES)(
  'languages are known by one tag each in %s, and none that is no language',
  (language) => {
    const codes = allLanguages(language).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const one of ['vi', 'lo', 'km', 'yue', 'hmn', 'zh-Hans', 'zh-Hant']) expect(codes).toContain(one);
    for (const other of ['und', 'mul', 'zxx', 'qaa', 'vie', 'zho']) expect(codes).not.toContain(other);
  },
);

test('a tag that was typed is named in its one spelling, and what is no tag is not', () => {
  expect(tagNamed('pt-br', 'en')).toEqual({ code: 'pt-BR', name: 'Brazilian Portuguese' });
  expect(tagNamed(' sr-latn ', 'vi')?.code).toBe('sr-Latn');
  for (const wrong of ['', 'x', 'vi', 'xx-yy', 'vi-', 'in a word'])
    expect(tagNamed(wrong, 'en')).toBeUndefined();
});

test('zones are found by name in each language, and UTC is one', () => {
  const paris = INTERFACE_LANGUAGES.map((language) =>
    allZones(language).find(({ code }) => code === 'Europe/Paris'),
  );
  for (const one of paris) expect(one?.name).toMatch(/^Europe\/Paris · ./);
  expect(new Set(paris.map((one) => one?.name)).size).toBe(3);
  expect(allZones('en').filter(({ code }) => code === 'UTC')).toHaveLength(1);
});

import { expect, test } from 'vitest';
import { nextStep, type Standing } from './next-step.ts';

const NEW: Standing = {
  open: 0,
  asking: 0,
  partners: 0,
  toSign: 0,
  inForce: 0,
  sources: 0,
  partnerStories: 0,
};

test('a new newsroom is led from its first source to the partner’s wire', () => {
  const way = [
    NEW,
    { ...NEW, sources: 1 },
    { ...NEW, sources: 1, partners: 1 },
    { ...NEW, sources: 1, partners: 1, inForce: 1 },
    { ...NEW, sources: 1, partners: 1, inForce: 1, partnerStories: 7 },
  ];
  expect(
    way.map((standing) => /pactwire [a-z]+ [a-z]+|pactwire [a-z]+/.exec(nextStep(standing))?.[0]),
  ).toEqual([
    'pactwire source add',
    'pactwire partner lookup',
    'pactwire agreement templates',
    'pactwire doctor',
    'pactwire story list',
  ]);
});

test('what others wait for comes before what we lack', () => {
  expect(nextStep({ ...NEW, toSign: 1 })).toContain('signature');
  expect(nextStep({ ...NEW, toSign: 1, asking: 1 })).toContain('partner list');
  expect(nextStep({ ...NEW, toSign: 1, asking: 1, open: 2 })).toContain('2 open notice(s)');
});

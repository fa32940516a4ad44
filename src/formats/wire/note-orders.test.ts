import { expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import { readDocument } from '../convert.ts';
import { readWire } from './read-wire.ts';

const story = (ednote: string) =>
  Buffer.from(
    JSON.stringify({
      uri: 'urn:x:1',
      type: 'text',
      headline: 'Harbour opens',
      body_text: 'It opened.',
      ednote,
    }),
  );

test.each([
  ['KILL', 'kill'],
  ['Please delete this story', 'kill'],
  ['This story has been withdrawn', 'kill'],
  ['Rút bài: tin sai', 'kill'],
  ['撤稿', 'kill'],
  ['DO NOT USE', 'withhold'],
  ['请勿刊发', 'withhold'],
  ['Bitte nicht veröffentlichen!', 'withhold'],
  ['CORRECTS name in paragraph 3', 'correct'],
  ['Đính chính đoạn 3', 'correct'],
  ['ADDS quotes', 'update'],
  ['ANNULE ET REMPLACE la précédente', 'update'],
  ['Please delete the previous version', 'update'],
  ['Do not use before Friday', undefined],
  ['With picture', undefined],
  ['Killed in the quake were 12', undefined],
])('a story whose note to editors is “%s” asks for %j', (ednote, instruction) => {
  const read = readWire(story(ednote), {});
  expect(read.ok && read.value.items[0]?.instruction).toBe(instruction);
});

test('a story that a note kills is canceled, one that a note holds is withheld', () => {
  const statusOf = (ednote: string) => {
    const read = readDocument(story(ednote), { provider: 'did:web:a.example', receivedAt: instantOf(0) });
    return read.ok && read.value.items[0]?.pubStatus;
  };
  expect(['KILL', 'DO NOT USE', 'ADDS quotes'].map(statusOf)).toEqual(['canceled', 'withheld', 'usable']);
});

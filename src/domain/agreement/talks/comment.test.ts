import { describe, expect, test } from 'vitest';
import { pool } from '#tests/town/pool-agreement.ts';
import { judgeComment, LONGEST_COMMENT, type Comment } from './comment.ts';

const said: Comment = {
  text: 'Thirty days is too long for us.',
  language: 'en',
  author: { name: 'Lan', role: 'legal' },
};
const invalid = (because: string) => ({ ok: false, error: { code: 'agreement-comment-invalid', because } });
const judged = (change: Partial<Comment>) => judgeComment({ ...said, ...change }, pool);

describe('a comment', () => {
  test('is about the whole, a clause that is there, the title or the opening', () => {
    for (const about of [
      {},
      { clause: '#a' },
      { clause: '#term.tail' },
      { clause: 'title' },
      { clause: 'opening' },
    ])
      expect(judged(about)).toEqual({ ok: true, value: { ...said, ...about } });
    expect(judged({ clause: '#z' })).toEqual({
      ok: false,
      error: { code: 'agreement-clause-unknown', clause: '#z' },
    });
  });

  test('about a clause of a document that is not here is kept', () => {
    expect(judgeComment({ ...said, clause: '#z' }, undefined).ok).toBe(true);
  });

  test('has a text, of as many characters as a reader counts', () => {
    expect(judged({ text: '字'.repeat(LONGEST_COMMENT) }).ok).toBe(true);
    expect(judged({ text: '👍'.repeat(LONGEST_COMMENT) }).ok).toBe(true);
    expect(judged({ text: '字'.repeat(LONGEST_COMMENT + 1) })).toEqual(invalid('text'));
    for (const text of ['', ' \n ']) expect(judged({ text })).toEqual(invalid('text'));
  });

  test('names its language by a tag', () => {
    for (const language of ['vi', 'zh-Hans', 'zh-Hans-CN', 'de-1996', 'sl-rozaj-biske-1994', 'de-x'])
      expect([language, judged({ language }).ok]).toEqual([language, true]);
    for (const language of [
      '',
      'x',
      'zh_Hans',
      'tiếng',
      'vi-',
      '-vi',
      'vi vn',
      'languages',
      'a-b',
      'vi-123456789',
    ])
      expect([language, judged({ language })]).toEqual([language, invalid('language')]);
  });

  test('has an author with a name, neither it nor the role longer than a line', () => {
    const by = (name: string, role: string) => judged({ author: { name, role } });
    expect(by('n'.repeat(200), 'r'.repeat(200)).ok).toBe(true);
    expect(by('Lan', '').ok).toBe(true);
    for (const [name, role] of [
      ['', 'legal'],
      [' ', 'legal'],
      ['n'.repeat(201), 'legal'],
      ['Lan', 'r'.repeat(201)],
    ] as const)
      expect(by(name, role)).toEqual(invalid('author'));
  });
});

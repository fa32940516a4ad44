import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDroppedList } from '../dropped-list.ts';
import { readPlainHtml } from './read-plain-html.ts';
import { walkAnyHtml, walkHtml } from './walk-html.ts';

const TAGS = [
  '<p>',
  '<p id="b1">',
  '<p lang=\'vi\' LANG="zh">',
  '<div dir="rtl">',
  '<h2>',
  '<ul>',
  '<ol>',
  '<li>',
  '<blockquote>',
  '<figure>',
  '<figcaption>',
  '<b>',
  '<em>',
  '<code>',
  '<span lang="vi">',
  '<abbr title="a &quot;b&quot; &lt;">',
  '<time datetime="2026">',
  '<a href="/s?a=1&amp;b=2">',
  '<a>',
  '<Strong>',
];
const WORDS = [
  'text',
  ' a ',
  '\r\n',
  '\f',
  '&amp;',
  '&nbsp;',
  '&lt;b&gt;',
  'A & B',
  '&#39;',
  '<br>',
  '<br />',
  '<img src="/a.jpg">',
  '<!-- wp:p -->',
  '\u00A0',
];
/** What a browser reads by rules of its own. */
const ODD = [
  '&copy',
  '&ampx',
  '</p>',
  '<p class=x>',
  '<p/>',
  '<script>',
  '<!-- - -->',
  '<table><tr>',
  '</br>',
  '<b',
  '\0',
];

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD, ...TAGS) },
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...TAGS), fc.array(tie('tree'), { maxLength: 4 }))
        .map(([tag, inner]) => `${tag}${inner.join('')}</${/\w+/.exec(tag)?.[0] ?? ''}>`),
    },
  ),
}));

function read(html: string, by: typeof walkHtml) {
  const dropped = createDroppedList();
  return { read: by(html, { dropped, baseUrl: 'https://b.example/' }), dropped: dropped.all() };
}

test('markup that is read the short way gives what the rules of browsers give', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 4 }), (pieces) => {
      const html = pieces.join('');
      if (readPlainHtml(html) !== undefined) plain += 1;
      expect(read(html, walkHtml)).toEqual(read(html, walkAnyHtml));
    }),
    { numRuns: 3000 },
  );
  expect(plain).toBeGreaterThan(300);
});

test.each([
  '<p>a<p>b',
  '<b><p>a</b></p>',
  '<a>x<a>y</a></a>',
  '<li>a</li>',
  'a &copy b',
  '<p a=1>',
  '<P/>',
  '<abbr title="a\0">b</abbr>',
  '</p>',
])('%s is left to a reader that knows what browsers do', (html) => {
  expect(readPlainHtml(html)).toBeUndefined();
});

test('the limits of a body hold on the short way', () => {
  const deep = `${'<div>'.repeat(200)}a${'</div>'.repeat(200)}`;
  const wide = '<p>a</p>'.repeat(20_000);
  expect(read(deep, walkHtml).read).toMatchObject({ ok: false, error: { code: 'html-too-deep' } });
  expect(read(wide, walkHtml).read).toMatchObject({ ok: false, error: { code: 'html-too-many-nodes' } });
});

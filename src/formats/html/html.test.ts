import { expect, test } from 'vitest';
import fc from 'fast-check';
import { escapeText, html } from './html.ts';
import { webUrl } from './web-url.ts';

test('text in a template hole is shown, never parsed, in element content and in quoted attributes', () => {
  const evil = `"><script>alert('x')</script>&`;
  expect(html`<p title="${evil}">${evil}</p>`.markup).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;">' +
      '&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;</p>',
  );
});

test('safe markup and lists of it pass through a template once, without a second escaping', () => {
  const items = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
  expect(html`${items}${[html`<i>c</i>`, 'd']}`.markup).toBe('<i>a</i><i>&lt;b&gt;</i><i>c</i>d');
});

test('a hole without a value prints nothing, and zero prints 0', () => {
  expect(html`<p>${undefined}${null}${false}${0}</p>`.markup).toBe('<p>0</p>');
});

test('escaped text has no character that could begin markup or end an attribute', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      (text) => !/[<>"']|&(?!(amp|lt|gt|quot|#39);)/.test(escapeText(text)),
    ),
  );
});

test('an address that could run something, or that hides a user name, is no web address', () => {
  const bad = [
    'javascript:alert(1)',
    ' JaVa\tScript:x',
    'data:text/html,x',
    'http://a@b.example/',
    'ftp://x',
    '//',
    '',
  ];
  expect(bad.filter((text) => webUrl(text) !== undefined)).toEqual([]);
  expect(webUrl('/a b', 'https://x.example/y')).toBe('https://x.example/a%20b');
});

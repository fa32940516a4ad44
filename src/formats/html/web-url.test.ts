import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webUrl } from './web-url.ts';

const BASE = 'https://wire.example/news/';

/** What `webUrl` says, the long way. */
function byUrl(text: string): string | undefined {
  const trimmed = text.trim();
  const url = trimmed === '' || trimmed.length > 4096 ? null : URL.parse(trimmed, BASE);
  if (url === null || url.username !== '' || url.password !== '') return undefined;
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
}

const piece = fc.constantFrom(
  ...'https:// http:// HTTPS:// mailto: javascript: a wire example xn--vit-pma xn-- 192.168.0.1 1.2 .com .example .c0m . .. / /. /../ /%2e/ %2E %zz % : :80 :443 @ ? & = # \\ - _ ~ ( ) * + , ; ! $ \' " < > { } | ^ ` [::1] à 水 🚢 www. -a a- 0x7f \t'.split(
    ' ',
  ),
);

test('an address is written as WHATWG URL writes it, whichever way it is read', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), fc.boolean(), (pieces, isWhole) => {
      const text = (isWhole ? 'https://wire.example/' : '') + pieces.join('');
      expect(webUrl(text, BASE)).toBe(byUrl(text));
    }),
  );
});

test.each([
  ['https://wire.example/a?b=c&d=%20', 'https://wire.example/a?b=c&d=%20'],
  ['https://wire.example/a/../b', 'https://wire.example/b'],
  ['https://user:word@wire.example/', undefined],
  ['javascript:alert(1)', undefined],
])('%s is %s', (written, address) => {
  expect(webUrl(written)).toBe(address);
});

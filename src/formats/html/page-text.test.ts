import { expect, test } from 'vitest';
import { readPageText } from './page-text.ts';

/** As WordPress sets a story: scripts, styles and what is for machines around it. */
const PAGE = `<!DOCTYPE html>
<html lang="vi"><head><meta charset="UTF-8"><title>Lũ trên sông Hàn &#8211; Báo Sông</title>
<style>.a::before { content: "Kiểu" }</style>
<script type="application/ld+json">{"headline":"Dữ liệu"}</script></head>
<body class="post"><header><a href="/">Báo Sông</a></header>
<article><h1 class="entry-title">Ba người <em>thiệt</em> mạng</h1>
<div class="entry-content"><p>Nước sông d&acirc;ng cao.<br>Nhà trôi.</p><!-- lời ẩn -->
<p hidden>Giấu</p><noscript><img src="x.gif">Không kịch bản</noscript><template><p>Mẫu</p></template>
<table><tr><td>Nhà</td><td>12</td></tr></table></div></article>
<script>document.write('Viết')</script><textarea>Bình luận</textarea></body></html>`;

test('of a page what readers read is read, and nothing that runs, is hidden or is for machines', () => {
  const lines = (readPageText(PAGE) ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  expect(lines).toEqual([
    'Lũ trên sông Hàn – Báo Sông',
    'Báo Sông',
    'Ba người thiệt mạng',
    'Nước sông dâng cao.',
    'Nhà trôi.',
    'Nhà',
    '12',
  ]);
});

test('a page beyond all limits is not read, and of a long one the beginning is', () => {
  expect(readPageText('<p>'.repeat(30_000))).toBeUndefined();
  expect(readPageText('x'.repeat(2 ** 20 + 1))).toBeUndefined();
  expect(readPageText('x'.repeat(300_000))).toHaveLength(200_000);
});

import { expect, test } from 'vitest';
import { readWire } from '../wire/read-wire.ts';

const ARTICLE = {
  '@context': 'https://schema.org',
  '@type': ['NewsArticle'],
  url: 'https://harbour.example/1',
  headline: 'Harbour opens',
};

function pageWith(data: string, body = ''): string {
  return `<!DOCTYPE html>\n<html lang=en><head><script type="application/ld+json">${data}</script></head><body>${body}</body></html>`;
}

function read(text: string) {
  return readWire(Buffer.from(text), {});
}

function itemOf(text: string) {
  const document = read(text);
  if (!document.ok) throw new Error(document.error.detail);
  return document.value.items[0];
}

test('a page that tells no story as data is refused with what to send instead', () => {
  const told = {
    code: 'document-kind-unsupported',
    detail: expect.stringMatching(/Take the feed of the site/),
  };
  expect(read('<html><body><br><p>Harbour opens</body></html>')).toMatchObject({ error: told });
  expect(read(pageWith('{"@type":"WebSite","name":"Harbour"}'))).toMatchObject({ error: told });
});

test('a page whose data are broken is refused with the script that is, and line breaks inside a text are blanks', () => {
  expect(read(pageWith('{"@type":"NewsArticle","headline":'))).toMatchObject({
    error: { code: 'json-malformed', at: 'script 1' },
  });
  const broken = JSON.stringify(ARTICLE).replace('Harbour opens', 'Harbour\nopens');
  expect(itemOf(pageWith(`//<![CDATA[\n${broken}\n//]]>`))?.headline).toBe('Harbour opens');
});

test('the text is what the page marks as such, and where nothing is marked none is guessed', () => {
  const page = pageWith(
    JSON.stringify(ARTICLE),
    '<nav>Menu</nav><div itemprop="articleBody"><p>It opened.<p>Ships came.</div><p>Most read',
  );
  expect(itemOf(page)?.body.map(({ text }) => text)).toEqual(['It opened.', 'Ships came.']);
  const bare = itemOf(pageWith(JSON.stringify(ARTICLE), '<nav>Menu</nav><p>It opened.'));
  expect(bare?.body).toEqual([]);
  expect(bare?.dropped.map(({ what }) => what)).toContain('text of the page');
});

test('what a text says is not for publication stays in this house', () => {
  const article = { ...ARTICLE, articleBody: 'Ships came.\n\nNot for publication: call Bo at 5550 100.' };
  const item = itemOf(pageWith(JSON.stringify(article)));
  expect(item?.body.map(({ text }) => text)).toEqual(['Ships came.']);
  expect(item?.private.map(({ text }) => text).join()).toContain('5550 100');
});

test('a withdrawn article is a kill', () => {
  const item = itemOf(pageWith(JSON.stringify({ ...ARTICLE, creativeWorkStatus: 'Withdrawn' })));
  expect(item?.pubStatus).toBe('canceled');
});

const HEAD = 'From: Harbour <a@harbour.example>\r\nSubject: Page\r\nMIME-Version: 1.0\r\n';

test('a page comes by mail as a file or as the mail itself', () => {
  const page = pageWith(JSON.stringify(ARTICLE));
  const attached = `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the file.\r\n--x\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=page.html\r\n\r\n${page}\r\n--x--\r\n`;
  const alone = `${HEAD}Content-Type: text/html\r\n\r\n${page}\r\n`;
  for (const mail of [attached, alone]) {
    const document = read(mail);
    expect(document.ok && document.value.items.map(({ uri }) => uri)).toContain('https://harbour.example/1');
  }
});

test('a page that a browser saved with its pictures is the story alone, named by where the page stood', () => {
  const saved = [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://harbour.example/1',
    'Subject: Harbour opens - Harbour News',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary=x',
    '',
    '--x',
    'Content-Type: text/html',
    'Content-Location: https://harbour.example/1',
    '',
    pageWith('{"@type":"NewsArticle","headline":"Harbour opens","articleBody":"It opened."}'),
    '--x',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    'Content-Location: https://harbour.example/logo.png',
    '',
    'iVBORw0KGgo=',
    '--x--',
  ];
  const document = read(saved.join('\r\n'));
  expect(document).toMatchObject({
    ok: true,
    value: {
      items: [{ uri: 'https://harbour.example/1', headline: 'Harbour opens' }],
      dropped: [{ what: 'image/png', why: 'it belongs to the page that was saved, not to the story' }],
    },
  });
});

test('a page of comments, of tags that are never closed or of scripts without an end is read or refused at once', () => {
  const pieces = ['<!-- a -->', '<script ', '<script type="application/ld+json">', '<link ', '<html '];
  for (const piece of pieces) {
    const page = piece.repeat(Math.floor(400_000 / piece.length));
    expect([piece, read(page).ok]).toEqual([piece, false]);
    expect([piece, read(`<html>${page}`).ok]).toEqual([piece, false]);
  }
}, 5_000);

import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOf } from '#kernel/instant.ts';
import type { Destination, Remote, Shipment } from '#ports/destination.ts';
import { hasWordpress, wordpressSite, type WordpressSite } from '#tests/town/wordpress-site.ts';
import { guardedFetcher } from '../guarded-fetch/guarded-fetch.ts';
import { wordpressDestination } from './wordpress.ts';

const isThere = hasWordpress();
const MINUTES = 120_000;
let site: WordpressSite;
let wordpress: Destination;
let picture: Buffer;
beforeAll(async () => {
  if (!isThere) return;
  site = await wordpressSite();
  wordpress = opened(site.password);
  picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
}, MINUTES);
afterAll(async () => {
  if (isThere) await site.close();
}, MINUTES);

/** Against a real WordPress; where none is installed these tests are skipped, and say so. */
const onSite = (name: string, work: () => Promise<void>) =>
  test.skipIf(!isThere)(
    `a real WordPress: ${name}${isThere ? '' : ' (skipped: no wordpress, mariadb-server, php here)'}`,
    work,
    MINUTES,
  );

const opened = (secret: string): Destination =>
  wordpressDestination(
    { fetch: guardedFetcher().fetch, allowHosts: [new URL(site.place).host] },
    { kind: 'wordpress', place: site.place, settings: { user: site.user }, secret },
  );

let count = 0;
function shipment(over: Partial<Shipment> = {}): Shipment {
  count += 1;
  const placementId = `0190c1a0-0000-7000-8000-00000000000${count}`;
  return {
    messageId: 'm',
    placementId,
    slug: `cang-ha-mon-${count}`,
    language: 'vi',
    ninjs: '{}',
    at: instantOf(0),
    headline: 'Cảng Hạ Môn <mở lại> & 厦门',
    summary: 'Tàu rời bến.',
    text: 'Tàu chạy\n',
    html: (sourceOf) =>
      `<figure><img src="${sourceOf('urn:p:1') ?? 'none'}"></figure><p>Tàu đã chạy</p><footer><p>Không lưu trữ</p></footer>`,
    pictures: [
      {
        guid: 'urn:p:1',
        fileName: 'Ảnh 1.jpg',
        mediaType: 'image/jpeg',
        bytes: picture,
        caption: 'Bến cảng · 鹭岛新闻社',
      },
    ],
    mayGoOn: async () => true,
    ...over,
  };
}

type Post = {
  readonly status: string;
  readonly title: string;
  readonly content: string;
  readonly thumbnail: string;
  readonly caption: string;
};
const inSite = (code: string): string => site.php(`require 'wp-load.php'; ${code}`);
const postIn = (id: string | undefined): Post =>
  JSON.parse(
    inSite(
      `$p = get_post(${id}); $t = get_post_thumbnail_id(${id}); echo json_encode(['status' => $p->post_status, 'title' => $p->post_title,` +
        `'content' => $p->post_content, 'thumbnail' => (string) wp_get_attachment_url($t), 'caption' => $t ? get_post($t)->post_excerpt : '']);`,
    ),
  );
async function delivered(what: Shipment, remote?: Remote): Promise<Remote> {
  const { outcome, answer, remote: made } = await wordpress.deliver(what, remote);
  expect(outcome, answer).toBe('done');
  if (!made) throw new Error('a post has a name');
  return made;
}

onSite(
  'a story stands there with its picture first, its caption, credit and terms, in its own letters',
  async () => {
    const remote = await delivered(shipment());
    expect(remote.url).toContain(site.place);
    const post = postIn(remote.id);
    expect(post).toMatchObject({
      status: 'publish',
      title: 'Cảng Hạ Môn &lt;mở lại&gt; &amp; 厦门',
      caption: 'Bến cảng · 鹭岛新闻社',
    });
    expect(post.content).toContain('Không lưu trữ');
    expect(post.content).toContain(`<img src="${post.thumbnail}"`);
    expect((await fetch(post.thumbnail)).status).toBe(200);
  },
);

onSite('a newer version takes the place of the older one, and its picture is not sent again', async () => {
  const first = shipment();
  const remote = await delivered(first);
  const next = await delivered({ ...first, headline: 'Bản mới' }, remote);
  expect([next.id, next.media]).toEqual([remote.id, remote.media]);
  expect(postIn(remote.id).title).toBe('Bản mới');
});

onSite('a story whose answer was lost is found again and does not stand there twice', async () => {
  const first = shipment();
  const remote = await delivered(first);
  const again = await delivered(first);
  expect(again.id).toBe(remote.id);
});

onSite('withdrawn it is a draft without its pictures, and ordered again all is back', async () => {
  const first = shipment();
  const remote = await delivered(first);
  const { thumbnail } = postIn(remote.id);
  const back = await wordpress.withdraw({ ...first, isKill: false }, remote);
  expect([back.outcome, back.status]).toEqual(['done', 200]);
  expect(postIn(remote.id).status).toBe('draft');
  expect((await fetch(thumbnail)).status).toBe(404);
  await delivered(first, back.remote);
  const again = postIn(remote.id);
  expect(again.status).toBe('publish');
  expect((await fetch(again.thumbnail)).status).toBe(200);
  expect(again.content).toContain(`<img src="${again.thumbnail}"`);
});

onSite(
  'killed, the post is in the trash and its pictures are gone from their addresses, told twice and without a name too',
  async () => {
    const first = shipment();
    const remote = await delivered(first);
    const { thumbnail } = postIn(remote.id);
    const killed = await wordpress.withdraw({ ...first, isKill: true }, undefined);
    expect([killed.outcome, killed.answer]).toEqual(['done', expect.stringContaining('"status":"trash"')]);
    expect(postIn(remote.id).status).toBe('trash');
    expect((await fetch(thumbnail)).status).toBe(404);
    const again = await wordpress.withdraw({ ...first, isKill: true }, remote);
    expect([again.outcome, again.status]).toEqual(['done', 410]);
  },
);

onSite(
  'nothing more is sent once the story is not to be there: the picture lies there, no post',
  async () => {
    let asked = 0;
    const what = shipment({ mayGoOn: async () => (asked += 1) < 2 });
    const stopped = await wordpress.deliver(what, undefined);
    expect([stopped.outcome, Object.keys(stopped.remote?.media ?? {})]).toEqual(['stopped', ['urn:p:1']]);
    expect(inSite(`echo count(get_posts(['name' => '${what.slug}', 'post_status' => 'any']));`)).toBe('0');
    expect(await wordpress.withdraw({ ...what, isKill: true }, stopped.remote)).toMatchObject({
      outcome: 'done',
    });
  },
);

onSite(
  'a trial signs in, makes a draft and removes it, and says exactly what was answered when the password is wrong',
  async () => {
    const steps = await wordpress.tryOut('m', instantOf(0));
    expect(steps.map(({ name, isDone }) => [name, isDone])).toEqual([
      ['reachable', true],
      ['credentials', true],
      ['draft-made', true],
      ['draft-removed', true],
    ]);
    expect(steps[0]?.answer).toContain('Báo thử');
    const wrong = await opened('abcd efgh ijkl mnop qrst uvwx').tryOut('m', instantOf(0));
    expect(wrong).toMatchObject([
      { name: 'reachable', isDone: true },
      {
        name: 'credentials',
        isDone: false,
        status: 401,
        answer: expect.stringContaining('rest_not_logged_in'),
      },
    ]);
  },
);

import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { until } from '#cli/demo/until.ts';
import { isJsonObject } from '#kernel/json.ts';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import { quadsOf } from '#tests/town/expand-document.ts';
import {
  done,
  lookUp,
  pactwire,
  partnerOf,
  publishAt,
  recallAt,
  refused,
  rowsOf,
  shellAt,
  storyAtBoth,
  storyOf,
  text,
  type Shell,
} from './node-shell.ts';
import { drillBetween, openNotice } from './recall-steps.ts';

const CRUISE = 'Mùa tàu biển mở sớm, Đà Nẵng đón chuyến đầu với 1.284 khách';
const COLD_STORE = 'Kho lạnh chạy điện mặt trời rút ngắn đường xuất trái cây ba ngày';
const HEADLINE = 'Bảo tàng Vải mở cửa, kể chuyện lụa bằng mùi hương và âm thanh';

let folder: string;
let nodes: readonly [DemoNode, DemoNode];
let giver: Shell;
let taker: Shell;
/** The folder that the giver's source reads, once there is one. */
let inbox = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-cli-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  nodes = await demoNodes({ folder, anyPort: true, say: () => undefined });
  await Promise.all(nodes.map((node) => node.start()));
  giver = shellAt(nodes[0], 'minh@song-han.demo');
  taker = shellAt(nodes[1], 'chenjing@lu-jiang.demo');
});
afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.stop()));
  rmSync(folder, { recursive: true, force: true });
});

test('two newsrooms become partners, each by the keys that a person compared', async () => {
  const [one, other] = await Promise.all([lookUp(giver, taker), lookUp(taker, giver)]);
  // What one reads out on the telephone is what the other has before him, in every language.
  expect([one.heard, one.said]).toEqual([other.said, other.heard]);
  expect(one.heard).not.toEqual(one.said);
  const [theirs, ours] = [one.compared, other.compared];
  const [differs, nobody] = await Promise.all([
    giver.act('partner', 'invite', taker.origin, '--thumbprint', 'x'.repeat(43)),
    giver.run('partner', 'invite', taker.origin, ...theirs),
  ]);
  refused(differs, 'partner-thumbprints-differ');
  refused(nobody, 'actor-missing');
  done(await giver.act('partner', 'invite', taker.origin, ...theirs));
  const asking = await until('the question arrives', async () =>
    rowsOf(await taker.run('partner', 'list'), 'partners').find(({ state }) => state === 'asking'),
  );
  const did = text(asking['did']);
  done(await taker.act('partner', 'accept', did, ...ours));
  await until('both trust each other', async () =>
    rowsOf(await giver.run('partner', 'list'), 'partners').find(({ state }) => state === 'pinned'),
  );
});

test('an agreement is drafted, signed as read, countersigned, suspended and resumed', async () => {
  const [partner] = rowsOf(await giver.run('partner', 'list'), 'partners');
  const drafted = done(
    await giver.act('agreement', 'draft', '--template', 'news-exchange', '--partner', text(partner?.['did'])),
  );
  const [uid, first] = [text(drafted['uid']), text(drafted['digest'])];
  done(await giver.act('agreement', 'share', uid, '--digest', first));
  const digest = await countered(uid, first);
  refused(
    await giver.act('agreement', 'sign', uid, '--digest', `sha-256:${'A'.repeat(43)}`),
    'agreement-digest-differs',
  );
  expect(done(await giver.act('agreement', 'sign', uid, '--digest', digest))['state']).toBe('proposed');
  refused(await giver.act('agreement', 'sign', uid, '--digest', digest), 'agreement-already-signed');
  const received = await until('the proposal arrives', async () =>
    rowsOf(await taker.run('agreement', 'list'), 'agreements').find(({ state }) => state === 'received'),
  );
  expect(received['digest']).toBe(digest);
  const signed = done(await taker.act('agreement', 'countersign', uid, '--digest', digest));
  expect(signed['state']).toBe('in-force');
  await until('it is in force at both', async () =>
    rowsOf(await giver.run('agreement', 'list'), 'agreements').find(({ state }) => state === 'in-force'),
  );
  done(await taker.act('agreement', 'suspend', uid, '--reason', 'Đo thử'));
  refused(await taker.act('agreement', 'suspend', uid, '--reason', 'again'), 'agreement-already-declared');
  await until('the giver hears of it', async () =>
    rowsOf(await giver.run('agreement', 'list'), 'agreements').find(({ state }) => state === 'suspended'),
  );
  expect(done(await taker.act('agreement', 'resume', uid))['state']).toBe('in-force');
});

/** The taker says something about the document, lays its own beside it, and the giver sees what differs. */
async function countered(uid: string, first: string): Promise<string> {
  await until('the document lies before the taker', async () => {
    const [document] = rowsOf(await taker.run('agreement', 'versions', uid), 'documents');
    return document?.['state'] === 'shared';
  });
  const asked = ['--digest', first, '--clause', '#give-publish', '--text', '多久？'];
  done(await taker.act('agreement', 'comment', uid, ...asked));
  const answers = done(await taker.run('agreement', 'answers', uid));
  const file = join(folder, 'answers.json');
  writeFileSync(file, JSON.stringify({ ...answers, noticeDays: 45, cureDays: 30 }));
  const laid = done(await taker.act('agreement', 'counter', uid, '--answers', file));
  const digest = text(laid['digest']);
  refused(await taker.act('agreement', 'share', uid, '--digest', first), 'agreement-already-shared');
  done(await taker.act('agreement', 'share', uid, '--digest', digest));
  const changed = await until('the giver sees what was changed', async () => {
    const clauses = rowsOf(await giver.run('agreement', 'diff', uid), 'clauses');
    return clauses.length > 0 ? clauses : undefined;
  });
  expect(JSON.stringify(changed)).toContain('45');
  const [comment] = rowsOf(await giver.run('agreement', 'versions', uid), 'comments');
  expect(comment).toMatchObject({ clause: '#give-publish', text: '多久？' });
  return digest;
}

test('stories come in from a folder, what is not a story is refused with its place, and both can be looked at', async () => {
  const { source } = done(await giver.act('source', 'add', 'folder', '--name', 'Desk'));
  if (!isJsonObject(source)) throw new TypeError('no source');
  const id = text(source['id']);
  inbox = text(source['place']);
  copyFileSync(seedFile('song-han', 'bao-tang-vai.newsml.xml'), join(inbox, 'vai.xml'));
  writeFileSync(join(inbox, 'broken.json'), '{"uri": 7');
  await until('both files are seen', async () => {
    await giver.act('source', 'run', id);
    return rowsOf(await giver.run('source', 'refused', id), 'documents').length > 0;
  });
  const [refusal] = rowsOf(await giver.run('source', 'refused', id), 'documents');
  expect(text(refusal?.['name'])).toContain('broken.json');
  await until('the story is on the wire of its agency', () => storyOf(giver, HEADLINE));
});

test('a story that was taken goes on to another system, with rights that anybody can read without a network', async () => {
  const theirs = text((await until('the story at the partner', () => storyOf(taker, HEADLINE)))['id']);
  const exporting = ['story', 'export', theirs, '--to', 'ninjs'];
  refused(await taker.act(...exporting), 'story-not-taken');
  done(await taker.act('story', 'take', theirs, '--use', 'translate'));

  const ninjs: unknown = JSON.parse(text(done(await taker.act(...exporting))['text']));
  const rights = isJsonObject(ninjs) && isJsonObject(ninjs['rightsInfo']) ? ninjs['rightsInfo'] : {};
  const policy: unknown = JSON.parse(text(rights['encodedRights']));
  const contexts = Object.entries(done(await pactwire('agreement', 'contexts')));
  const quads = await quadsOf(
    policy,
    contexts.map(([url, document]) => ({ url, document })),
  );

  const [agreement] = rowsOf(await taker.run('agreement', 'list'), 'agreements');
  const document = done(await taker.run('agreement', 'document', text(agreement?.['uid'])));
  expect(quads.join('\n')).toContain(`<http://purl.org/dc/terms/source> <${text(document['uid'])}>`);
});

test('a partner finds and takes a story, and a correction and a kill of it reach the partner and are answered', async () => {
  const [own, theirs] = await storyAtBoth([giver, taker], HEADLINE);
  const [why, sight] = await Promise.all([
    taker.run('story', 'why', theirs, '--lang', 'zh-Hans'),
    giver.run('story', 'why', own),
  ]);
  expect(JSON.stringify(done(why)['lines'])).toContain('"ok":true');
  expect(rowsOf(sight, 'partners')).toMatchObject([{ may: { ok: true } }]);
  done(await taker.act('story', 'take', theirs, '--use', 'translate'));
  refused(
    await taker.act('story', 'kill', theirs, '--reason', 'error', '--public-reason', 'x'),
    'story-not-own',
  );
  done(
    await giver.act(
      'story',
      'correct',
      own,
      '--headline',
      `${HEADLINE} (sửa)`,
      '--note',
      'Sửa tít',
      '--reason',
      'error',
    ),
  );
  await recallAt(giver, 'correction', 'applied');
  done(await giver.act('story', 'kill', own, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  await recallAt(giver, 'kill', 'applied');
  const notices = rowsOf(await taker.run('notice', 'list'), 'notices');
  expect(notices.map(({ kind, state }) => `${text(kind)}:${text(state)}`).toSorted()).toEqual([
    'correction:applied',
    'kill:applied',
  ]);
  const [notice] = notices;
  const [late, unknown, leaves, replays] = await Promise.all([
    taker.act('notice', 'refuse', text(notice?.['id']), '--reason', 'late'),
    taker.act('notice', 'apply', '01a220f3-ad33-787f-9149-7dc49cb20f62'),
    giver.run('log', 'leaves'),
    taker.run('decision', 'replay', '--all'),
  ]);
  refused(late, 'notice-answered');
  refused(unknown, 'notice-unknown');
  expect(rowsOf(leaves, 'leaves').filter(({ kind }) => kind === 'item-killed')).toHaveLength(1);
  const replayed = done(replays);
  expect(replayed).toMatchObject({ differ: 0 });
  expect(replayed['same']).toBeGreaterThan(0);
});

test('a notice that waits for a person is refused with a reason, and the next one is applied', async () => {
  copyFileSync(seedFile('song-han', 'khach-tau-bien.newsml.xml'), join(inbox, 'tau.xml'));
  const [story, theirs] = await storyAtBoth([giver, taker], CRUISE);
  const page = await publishAt(taker, theirs);
  const corrected = ['--note', 'Sửa', '--reason', 'error', '--headline', `${CRUISE} (sửa)`];
  done(await giver.act('story', 'correct', story, ...corrected));
  done(await taker.act('notice', 'refuse', await openNotice(taker), '--reason', '已另行更正'));
  await recallAt(giver, 'correction', 'refused');
  done(await giver.act('story', 'kill', story, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  done(await taker.act('notice', 'apply', await openNotice(taker)));
  await until('the kill is carried out', async () => {
    const recalls = rowsOf(await giver.run('recall', 'list'), 'recalls');
    return recalls
      .filter(({ kind }) => kind === 'kill')
      .every((one) => JSON.stringify(one).includes('"applied"'));
  });
  expect((await fetch(page)).status, 'the page says that it was withdrawn').toBe(410);
});

test('a drill is begun, cleared by a person of the partner, and its minutes are read', async () => {
  const reach = [{ state: 'applied', minutesToClear: expect.any(Number) }];
  expect(await drillBetween(giver, taker)).toMatchObject({ reach });
});

test('what the words beside a story are said to mean is obeyed', async () => {
  const seed: unknown = JSON.parse(
    readFileSync(seedFile('song-han', 'kho-lanh-nong-san.ninjs.json'), 'utf8'),
  );
  if (!isJsonObject(seed)) throw new TypeError('no story');
  writeFileSync(
    join(inbox, 'kho-lanh.json'),
    JSON.stringify({ ...seed, usageTerms: 'CHINA OUT - ask first' }),
  );
  const id = text((await until('the third story at the partner', () => storyOf(taker, COLD_STORE)))['id']);
  const [shown, unsaid] = await Promise.all([
    taker.run('story', 'restrictions', id),
    taker.act('story', 'confirm', id),
  ]);
  expect(done(shown)).toMatchObject({
    state: 'proposed',
    terms: [{ code: 'territory-out', territories: ['CN'] }],
    unread: ['ask first'],
  });
  refused(unsaid, 'input-invalid');
  expect(done(await taker.act('story', 'confirm', id, '--as-read'))['state']).toBe('confirmed');
  expect(await whyNotPublish(id)).toContain('item.restricted');
  done(await taker.act('story', 'confirm', id, '--term', 'no-archive'));
  expect(await whyNotPublish(id)).toEqual([]);
});

test('an override is asked only where a denial that the agency has opened stands against the use', async () => {
  const id = text((await storyOf(taker, COLD_STORE))?.['id']);
  const ask = () => taker.act('override', 'ask', id, '--reason', 'a storm is coming');
  refused(await taker.act('override', 'open', '--code', 'item.killed'), 'input-invalid');
  const open = ['constraint.countPerPeriod'];
  done(await taker.act('override', 'open', '--code', ...open));
  refused(await ask(), 'override-needless');
  done(await taker.act('story', 'confirm', id, '--as-read'));
  refused(await ask(), 'override-closed');
  expect(done(await taker.run('override', 'list'))).toEqual({ open, ours: [], told: [] });
});

/** Why the taker may not publish a story on the web. */
async function whyNotPublish(id: string): Promise<string[]> {
  const lines = rowsOf(await taker.run('story', 'why', id), 'lines');
  const cells = lines
    .flatMap(({ action, cells: all }) => (action === 'publish' && Array.isArray(all) ? all : []))
    .filter((cell) => isJsonObject(cell) && cell['channel'] === 'web');
  expect(cells).toHaveLength(1);
  return [...JSON.stringify(cells).matchAll(/"code":"([^"]+)"/g)].map(([, code]) => code ?? '');
}

test('the agreement can be read on paper and in a spreadsheet, sought by its words and laid beside another', async () => {
  const [agreements, partners] = await Promise.all([
    giver.run('agreement', 'list'),
    giver.run('partner', 'list'),
  ]);
  const uid = text(rowsOf(agreements, 'agreements')[0]?.['uid']);
  const partner = ['--partner', text(rowsOf(partners, 'partners')[0]?.['did'])];
  const [evidence, file] = [join(folder, 'evidence.pdf'), join(folder, 'obligations.csv')];
  const [paper, owed, conflicts, quotas, printed, drafted, found, lost] = await Promise.all([
    giver.run('agreement', 'text', uid, '--lang', 'zh-Hans'),
    giver.run('agreement', 'obligations', '--csv', file),
    giver.run('agreement', 'check', uid),
    giver.run('agreement', 'quota', uid),
    giver.run('agreement', 'evidence', uid, '--out', evidence),
    giver.act('agreement', 'draft', '--template', 'news-exchange', ...partner),
    giver.run('agreement', 'search', 'bao truoc 45', '--lang', 'vi'),
    giver.run('agreement', 'search', 'kangaroo', '--lang', 'vi'),
  ]);
  expect(text(done(paper)['text'])).toMatch(/^.+\n\n本协议由.+订立。\n\n许可\n\n1\. /);
  const obligations = rowsOf(owed, 'obligations');
  expect(obligations.map(({ action }) => action)).toContain('removeFromService');
  expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(obligations.length + 2);
  expect(rowsOf(conflicts, 'conflicts')).toEqual([]);
  expect(rowsOf(quotas, 'quotas')).toEqual([]);
  expect(rowsOf(found, 'agreements').map((one) => one['uid'])).toEqual([uid]);
  expect(JSON.stringify(rowsOf(found, 'agreements')[0]?.['found'])).toContain('45');
  expect(rowsOf(lost, 'agreements')).toEqual([]);
  done(printed);
  const [genuine, foreign, compared] = await Promise.all([
    pactwire('verify', evidence), // on any computer, without a node
    pactwire('verify', seedFile('song-han', 'bao-tang-vai.newsml.xml')),
    giver.run('agreement', 'compare', uid, text(done(drafted)['uid'])),
  ]);
  expect(rowsOf(genuine, 'signatures').map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
  refused(foreign, 'evidence-not-read');
  const differing = rowsOf(compared, 'clauses').filter(({ change }) => change !== 'same');
  expect(JSON.stringify(differing)).toContain('45');
});

test('an ending for a breach is answered and taken back, and the agreement ends when both sides say so', async () => {
  const owed = rowsOf(await giver.run('agreement', 'obligations'), 'obligations').find(
    ({ state, owedBy, action }) =>
      state === 'in-force' &&
      action === 'removeFromService' &&
      JSON.stringify(owedBy).includes(new URL(taker.origin).port),
  );
  const uid = text(owed?.['agreement']);
  const breach = ['--clause', JSON.stringify(owed?.['clause']), '--reason', 'Chưa từng gỡ bài'];
  expect(done(await giver.act('agreement', 'end-for-cause', uid, ...breach))['state']).toBe('in-force');
  await until('the other side answers', async () => {
    const { exit, json } = await taker.act('agreement', 'contest', uid, '--reason', '已报告');
    return exit === 0 && json['state'] === 'in-force';
  });
  done(await giver.act('agreement', 'cured', uid));
  expect(done(await giver.act('agreement', 'terminate', uid))['state']).toBe('in-force');
  await until(
    'the other side says so too',
    async () => (await taker.act('agreement', 'terminate', uid)).exit === 0,
  );
  await until('it has ended at both', async () =>
    rowsOf(await giver.run('agreement', 'list'), 'agreements').find(({ state }) => state === 'terminated'),
  );
  refused(await giver.act('agreement', 'notice', uid), 'agreement-not-in-state');
});

test('a channel travels as a file to a node that is away, and the answer comes back in another', async () => {
  const [toTaker, toGiver] = [join(folder, 'to-taker.tar'), join(folder, 'to-giver.tar')];
  const [theirDid, ourDid] = await Promise.all([partnerOf(giver), partnerOf(taker)]);
  await nodes[1].stop();
  const [own] = rowsOf(await giver.run('story', 'search', COLD_STORE), 'stories');
  done(
    await giver.act('story', 'kill', text(own?.['id']), '--reason', 'error', '--public-reason', 'Sai nguồn'),
  );
  expect(done(await giver.act('bundle', 'write', theirDid, toTaker))['entries']).toBeGreaterThan(0);
  refused(await giver.act('bundle', 'write', theirDid, toTaker), 'bundle-file-refused');
  refused(await giver.act('bundle', 'read', toTaker), 'bundle-foreign');
  const read = done(await taker.act('bundle', 'read', toTaker));
  expect(read['added']).toBeGreaterThan(0);
  expect(done(await taker.act('bundle', 'read', toTaker))).toMatchObject({ added: 0, seq: read['seq'] });
  expect(await storyOf(taker, COLD_STORE)).toBeUndefined();
  done(await taker.act('bundle', 'write', ourDid, toGiver));
  expect(done(await giver.act('bundle', 'read', toGiver))['acknowledged']).toBe(read['seq']);
  await nodes[1].start();
});

test('the node is well, its people are known, and nobody acts from a seat that may not', async () => {
  const seat = ['--name', 'Phạm Thị Lý', '--role', 'translator', '--language', 'vi'];
  const nowhere = '01a220f3-ad33-787f-9149-7dc49cb20f62';
  const kill = ['story', 'kill', nowhere, '--reason', 'error', '--public-reason', 'x'];
  const [well, added, sources, mayNot, notFounded, noWord] = await Promise.all([
    giver.run('doctor'),
    giver.act('people', 'add', 'ly@song-han.example', ...seat),
    giver.run('source', 'list'),
    giver.run(...kill, '--as', 'lan@song-han.demo'),
    pactwire('agreement', 'list', '--data', join(folder, 'nothing-here')),
    pactwire('story', 'fly'),
  ]);
  done(well);
  expect(text(done(added)['link'])).toContain('/desk/password#');
  expect(rowsOf(sources, 'sources').map(({ name }) => name)).toContain('Desk');
  refused(mayNot, 'role-missing');
  refused(notFounded, 'node-not-founded');
  refused(noWord, 'input-invalid');
  const [again, people] = await Promise.all([
    giver.act('people', 'add', 'ly@song-han.example', ...seat),
    giver.run('people', 'list'),
  ]);
  refused(again, 'email-taken');
  expect(rowsOf(people, 'people')).toHaveLength(3);
});

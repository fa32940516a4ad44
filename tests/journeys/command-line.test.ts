import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { newsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { until } from '#cli/demo/until.ts';
import { publishStory } from '#contract/publication.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import { quadsOf } from '#tests/town/expand-document.ts';
import { done, pactwire, refused, rowsOf, shellAt, text, type Shell } from './node-shell.ts';

const CRUISE = 'Mùa tàu biển mở sớm, Đà Nẵng đón chuyến đầu với 1.284 khách';
const HEADLINE = 'Bảo tàng Vải mở cửa, kể chuyện lụa bằng mùi hương và âm thanh';

let folder: string;
let nodes: readonly [DemoNode, DemoNode];
let giver: Shell;
let taker: Shell;
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

async function thumbprintsOf(looking: Shell, other: Shell): Promise<string[]> {
  const { keys } = done(await looking.run('partner', 'lookup', other.origin));
  if (!Array.isArray(keys)) throw new TypeError('no keys');
  return keys.filter(isJsonObject).flatMap(({ thumbprint }) => ['--thumbprint', text(thumbprint)]);
}

test('two newsrooms become partners, each by the keys that a person compared', async () => {
  const theirs = await thumbprintsOf(giver, taker);
  refused(
    await giver.act('partner', 'invite', taker.origin, '--thumbprint', 'x'.repeat(43)),
    'partner-thumbprints-differ',
  );
  refused(await giver.run('partner', 'invite', taker.origin, ...theirs), 'actor-missing');
  done(await giver.act('partner', 'invite', taker.origin, ...theirs));
  const asking = await until('the question arrives', async () =>
    rowsOf(await taker.run('partner', 'list'), 'partners').find(({ state }) => state === 'asking'),
  );
  const did = text(asking['did']);
  done(await taker.act('partner', 'accept', did, ...(await thumbprintsOf(taker, giver))));
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
  writeFileSync(file, JSON.stringify({ ...answers, noticeDays: 45 }));
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
  const [id, inbox] = [text(source['id']), text(source['place'])];
  copyFileSync(seedFile('song-han', 'bao-tang-vai.newsml.xml'), join(inbox, 'vai.xml'));
  writeFileSync(join(inbox, 'broken.json'), '{"uri": 7');
  await until('both files are seen', async () => {
    await giver.act('source', 'run', id);
    return rowsOf(await giver.run('source', 'refused', id), 'documents').length > 0;
  });
  const [refusal] = rowsOf(await giver.run('source', 'refused', id), 'documents');
  expect(text(refusal?.['name'])).toContain('broken.json');
  await until('the story is on the wire of its agency', () => storyOf(giver));
});

test('a story that was taken goes on to another system, with rights that anybody can read without a network', async () => {
  const theirs = text((await until('the story at the partner', () => storyOf(taker)))['id']);
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
  const own = text((await until('our story', () => storyOf(giver)))['id']);
  const theirs = text((await until('the story at the partner', () => storyOf(taker)))['id']);
  const why = done(await taker.run('story', 'why', theirs, '--lang', 'zh-Hans'));
  expect(JSON.stringify(why['lines'])).toContain('"ok":true');
  expect(rowsOf(await giver.run('story', 'why', own), 'partners')).toMatchObject([{ may: { ok: true } }]);
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
  await recallAt('correction', 'applied');
  done(await giver.act('story', 'kill', own, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  await recallAt('kill', 'applied');
  const notices = rowsOf(await taker.run('notice', 'list'), 'notices');
  expect(notices.map(({ kind, state }) => `${text(kind)}:${text(state)}`).toSorted()).toEqual([
    'correction:applied',
    'kill:applied',
  ]);
  const [notice] = notices;
  refused(await taker.act('notice', 'refuse', text(notice?.['id']), '--reason', 'late'), 'notice-answered');
  refused(await taker.act('notice', 'apply', '01a220f3-ad33-787f-9149-7dc49cb20f62'), 'notice-unknown');
  expect(rowsOf(await giver.run('log', 'leaves'), 'leaves')).toHaveLength(1);
  const replayed = done(await taker.run('decision', 'replay', '--all'));
  expect(replayed).toMatchObject({ differ: 0 });
  expect(replayed['same']).toBeGreaterThan(0);
});

test('a notice that waits for a person is refused with a reason, and the next one is applied', async () => {
  const [source] = rowsOf(await giver.run('source', 'list'), 'sources').filter(({ name }) => name === 'Desk');
  copyFileSync(seedFile('song-han', 'khach-tau-bien.newsml.xml'), join(text(source?.['place']), 'tau.xml'));
  const own = await until('the second story', () => storyOf(giver, CRUISE));
  const theirs = await until('the second story at the partner', () => storyOf(taker, CRUISE));
  const page = await publishAt(taker, text(theirs['id']));
  const story = text(own['id']);
  const corrected = ['--note', 'Sửa', '--reason', 'error', '--headline', `${CRUISE} (sửa)`];
  done(await giver.act('story', 'correct', story, ...corrected));
  done(await taker.act('notice', 'refuse', await openNotice(), '--reason', '已另行更正'));
  await recallAt('correction', 'refused');
  done(await giver.act('story', 'kill', story, '--reason', 'error', '--public-reason', 'Sai nguồn'));
  done(await taker.act('notice', 'apply', await openNotice()));
  await until('the kill is carried out', async () => {
    const recalls = rowsOf(await giver.run('recall', 'list'), 'recalls');
    return recalls
      .filter(({ kind }) => kind === 'kill')
      .every((one) => JSON.stringify(one).includes('"applied"'));
  });
  expect((await fetch(page)).status, 'the page says that it was withdrawn').toBe(410);
});

/** Puts a story on the portal as it is, as a person at the desk does; gives the address of its page. */
async function publishAt(shell: Shell, storyId: string): Promise<string> {
  done(await shell.act('story', 'take', storyId, '--use', 'as-is'));
  const { editor } = await newsroomDesk(shell.origin);
  const { publication } = await editor.demand(publishStory, { body: { storyId } });
  return new URL(publication.url, shell.origin).href;
}

async function openNotice(): Promise<string> {
  const open = await until('a notice waits for the desk', async () =>
    rowsOf(await taker.run('notice', 'list'), 'notices').find(({ state }) => state === 'open'),
  );
  return text(open['id']);
}

test('the agreement can be read on paper and in a spreadsheet, and ends when both sides say so', async () => {
  const [agreement] = rowsOf(await giver.run('agreement', 'list'), 'agreements');
  const uid = text(agreement?.['uid']);
  const paper = done(await giver.run('agreement', 'text', uid, '--lang', 'zh-Hans'));
  expect(text(paper['text'])).toMatch(/^.+\n\n本协议由.+订立。\n\n许可\n\n1\. /);
  const evidence = join(folder, 'evidence.pdf');
  done(await giver.run('agreement', 'evidence', uid, '--out', evidence));
  const genuine = await pactwire('verify', evidence); // on any computer, without a node
  expect(rowsOf(genuine, 'signatures').map(({ verdict }) => verdict)).toEqual(['holds', 'holds']);
  refused(await pactwire('verify', seedFile('song-han', 'bao-tang-vai.newsml.xml')), 'evidence-not-read');
  expect(rowsOf(await giver.run('agreement', 'check', uid), 'conflicts')).toEqual([]);
  expect(rowsOf(await giver.run('agreement', 'quota', uid), 'quotas')).toEqual([]);
  const file = join(folder, 'obligations.csv');
  const owed = rowsOf(await giver.run('agreement', 'obligations', '--csv', file), 'obligations');
  expect(owed.map(({ action }) => action)).toContain('removeFromService');
  expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(owed.length + 2);
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

test('the node is well, its people are known, and nobody acts from a seat that may not', async () => {
  done(await giver.run('doctor'));
  const seat = ['--name', 'Phạm Thị Lý', '--role', 'translator', '--language', 'vi'];
  expect(text(done(await giver.act('people', 'add', 'ly@song-han.example', ...seat))['link'])).toContain(
    '/desk/password#',
  );
  refused(await giver.act('people', 'add', 'ly@song-han.example', ...seat), 'email-taken');
  expect(rowsOf(await giver.run('people', 'list'), 'people')).toHaveLength(3);
  expect(rowsOf(await giver.run('source', 'list'), 'sources').map(({ name }) => name)).toContain('Desk');
  refused(
    await giver.run(
      'story',
      'kill',
      '01a220f3-ad33-787f-9149-7dc49cb20f62',
      '--reason',
      'error',
      '--public-reason',
      'x',
      '--as',
      'lan@song-han.demo',
    ),
    'role-missing',
  );
  refused(await pactwire('agreement', 'list', '--data', join(folder, 'nothing-here')), 'node-not-founded');
  refused(await pactwire('story', 'fly'), 'input-invalid');
});

async function storyOf(shell: Shell, wanted = HEADLINE): Promise<JsonObject | undefined> {
  const found = rowsOf(await shell.run('story', 'search', wanted.slice(0, 16)), 'stories');
  return found.find(({ headline }) => headline === wanted);
}

/** A recall of the giver, once its one holder has come so far. */
function recallAt(kind: string, state: string): Promise<JsonObject> {
  return until(`the ${kind} is ${state}`, async () =>
    rowsOf(await giver.run('recall', 'list'), 'recalls').find(
      (recall) =>
        recall['kind'] === kind &&
        Array.isArray(recall['reach']) &&
        recall['reach'].some((reach) => isJsonObject(reach) && reach['state'] === state),
    ),
  );
}

import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedFile } from '#cli/demo/fill-wire.ts';
import { until } from '#cli/demo/until.ts';
import { isJsonObject, type JsonObject } from '#kernel/json.ts';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';

const PACTWIRE = join(import.meta.dirname, '../../src/main/pactwire.ts');
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

type Run = { readonly exit: number; readonly json: JsonObject; readonly said: string };
type Shell = {
  readonly origin: string;
  /** Runs a command as a program does, in the name of the chief editor where somebody has to answer for it. */
  readonly run: (...words: readonly string[]) => Promise<Run>;
  readonly act: (...words: readonly string[]) => Promise<Run>;
};

function shellAt({ origin, config }: DemoNode, chief: string): Shell {
  const run: Shell['run'] = (...words) => pactwire([...words, '--data', config.dataFolder]);
  return { origin, run, act: (...words) => run(...words, '--as', chief) };
}

function pactwire(words: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, [PACTWIRE, ...words, '--json'], (fault, said, complaint) => {
      const exit = typeof fault?.code === 'number' ? fault.code : 0;
      const json: unknown = said === '' ? {} : JSON.parse(said);
      done({ exit, json: isJsonObject(json) ? json : {}, said: said + complaint });
    });
  });
}

/** The rows of a list that a command printed. */
function rowsOf({ json }: Run, name: string): readonly JsonObject[] {
  const list = json[name];
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError(`no text: ${JSON.stringify(value)}`);
  return value;
}

function done(run: Run): JsonObject {
  expect(run, run.said).toMatchObject({ exit: 0 });
  return run.json;
}

function refused(run: Run, code: string): void {
  expect(run, run.said).toMatchObject({ exit: 2, json: { code } });
  expect(run.json['title'], 'a refusal says what happened').toBeTruthy();
}

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
  const [uid, digest] = [text(drafted['uid']), text(drafted['digest'])];
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

test('a partner finds and takes a story, and a correction and a kill of it reach the partner and are answered', async () => {
  const own = text((await until('our story', () => storyOf(giver)))['id']);
  const theirs = text((await until('the story at the partner', () => storyOf(taker)))['id']);
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
});

test('the agreement can be read on paper and in a spreadsheet, and ends when both sides say so', async () => {
  const [agreement] = rowsOf(await giver.run('agreement', 'list'), 'agreements');
  const uid = text(agreement?.['uid']);
  const paper = done(await giver.run('agreement', 'text', uid, '--lang', 'zh-Hans'));
  expect(text(paper['text'])).toMatch(/^.+\n\n本协议由.+订立。\n\n许可\n\n1\. /);
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
  expect(rowsOf(await giver.run('people', 'list'), 'people')).toHaveLength(2);
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
  refused(await pactwire(['agreement', 'list', '--data', join(folder, 'nothing-here')]), 'node-not-founded');
  refused(await pactwire(['story', 'fly']), 'input-invalid');
});

async function storyOf(shell: Shell): Promise<JsonObject | undefined> {
  return rowsOf(await shell.run('story', 'search', 'bảo tàng vải'), 'stories').find(
    ({ headline }) => headline === HEADLINE,
  );
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

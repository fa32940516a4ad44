import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPeers } from '#tools/conformance/peer-server.ts';
import { CHECKS, runKit, SLUGS, type KitRecord } from '#tools/conformance/run-kit.ts';
import type { Deviation } from '#tools/conformance/small-node/deviation.ts';
import { openSmallNode, type SmallNode } from '#tools/conformance/small-node/small-node.ts';

async function judged(
  deviations: readonly Deviation[],
  more: { readonly only?: readonly string[]; readonly patienceMs: number },
): Promise<KitRecord> {
  const [node, server] = [await openSmallNode(...deviations), await openPeers({ slugs: SLUGS })];
  try {
    return await runKit({ origin: node.origin, server, operator: node.operator, ...more });
  } finally {
    await node.close();
    await server.close();
  }
}

const failedIn = ({ checks }: KitRecord) => checks.filter(({ ok }) => !ok).map(({ id }) => id);

test('a second node that was written from the specification passes', { timeout: 120_000 }, async () => {
  const record = await judged([], { patienceMs: 20_000 });
  expect(record.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(record).toMatchObject({ kit: 'pactwire-conformance-1', ok: true, left: [] });
});

/** A command as a person would write it for `--hands`, which reaches the small node in this process. */
async function handsFor({ operator }: SmallNode) {
  const words: string[] = [];
  const server = createServer((request, reply) => {
    const [word = '', file = ''] = new URL(request.url ?? '', 'http://x').searchParams.getAll('word');
    words.push(word);
    void operator.hands?.readBundle(readFileSync(file)).then(() => reply.end());
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-hands-'));
  const command = join(folder, 'hands.cjs');
  const code = `fetch('http://127.0.0.1:${port}/?' + process.argv.slice(2).map((word) => 'word=' + word).join('&'))`;
  writeFileSync(command, `#!${process.execPath}\n${code}\n`, { mode: 0o755 });
  return {
    command,
    words,
    async close() {
      rmSync(folder, { recursive: true, force: true });
      await new Promise((done) => {
        server.close(done);
      });
    },
  };
}

const COMMAND = join(import.meta.dirname, '../../tools/conformance.ts');

test(
  'the command says what a person has to do, waits for it, and prints one record',
  { timeout: 120_000 },
  async () => {
    const node = await openSmallNode('never-waits');
    const only = ['channel.long-poll', 'cursor.kept', 'bundle.read'].flatMap((id) => ['--only', id]);
    const hands = await handsFor(node);
    const words = ['--url', node.origin, '--json', '--hands', hands.command, ...only];
    const command = spawn(process.execPath, [COMMAND, ...words]);
    let asked = '';
    let printed = '';
    command.stderr.on('data', (said: Buffer) => {
      asked += said.toString();
      const dids = [...asked.matchAll(/partner accept (\S+)/g)].flatMap(([, did]) => did ?? []);
      if (dids.length === SLUGS.length - 1 && !asked.includes('Draft'))
        void node.operator.trust(dids.map((did) => ({ did, thumbprints: [] })));
      const did = /Draft an agreement with (\S+)/.exec(asked)?.[1];
      if (did !== undefined) void node.operator.offerStory({ did, thumbprints: [] });
    });
    command.stdout.on('data', (said: Buffer) => (printed += said.toString()));
    const exit = await new Promise((ended) => {
      command.once('exit', ended);
    });
    await node.close();
    await hands.close();
    const record = JSON.parse(printed) as KitRecord;
    expect(failedIn(record)).toEqual(['channel.long-poll']);
    expect(hands.words).toEqual(['bundle-read']);
    expect([record.kit, record.node, exit]).toEqual(['pactwire-conformance-1', node.origin, 1]);
  },
);

/** Every deviation, and the checks that must find it. */
const FOUND_BY: Readonly<Record<Deviation, readonly string[]>> = {
  'card-without-limits': ['discovery.card'],
  'one-key-for-both': ['discovery.keys'],
  'introductions-tell': ['introduction.always-202'],
  'introductions-unsigned': ['introduction.signed'],
  'speaks-for-anybody': ['introduction.own-host'],
  'introduces-any-size': ['introduction.form'],
  'believes-unsigned': ['request.unsigned'],
  'forgets-nonces': ['request.replayed'],
  'ignores-digest': ['request.wrong-digest'],
  'ignores-clock': ['request.expired', 'request.old', 'request.future', 'request.long-lived'],
  'takes-any-form': [
    'request.wrong-alg',
    'request.wrong-tag',
    'request.wrong-nonce',
    'request.more-params',
    'request.other-label',
    'request.more-components',
    'request.less-components',
    'request.other-order',
    'request.uncovered-body',
  ],
  'believes-any-request': ['request.wrong-key', 'request.other-address', 'request.other-method'],
  'signs-with-any-key': ['request.sign-key'],
  'names-partners': ['request.no-oracle'],
  'serves-no-head': ['request.signed'],
  'takes-any-keyid': ['request.unknown-key'],
  'bare-refusals': ['path.unknown'],
  'judges-hints': ['hint.always-202'],
  'reads-names-twice': ['body.one-meaning'],
  'takes-any-size': ['body.too-large'],
  'chain-broken': ['channel.chain'],
  'other-words-each-time': ['channel.verbatim', 'cursor.kept'],
  'writes-null': ['channel.entry-form'],
  'head-behind': ['channel.head'],
  'page-without-limit': ['channel.page'],
  'never-waits': ['channel.long-poll'],
  'tells-foreign': ['channel.unknown'],
  'takes-any-cursor': ['cursor.future', 'cursor.fork'],
  'one-epoch-for-all': ['cursor.epoch'],
  'other-bytes': ['object.digest', 'blob.digest'],
  'part-of-a-blob': ['blob.range', 'blob.range-beyond'],
  'parts-from-elsewhere': ['blob.range'],
  'says-parts-gives-none': ['blob.range', 'blob.range-beyond'],
  'parts-of-nothing': ['blob.range-beyond'],
  'gives-to-anybody': ['object.unknown'],
  'skips-gaps': ['read.gap', 'deposit.gap'],
  'follows-anything': ['read.wrong-prev', 'read.no-prev'],
  'reads-for-others': ['read.wrong-aud', 'read.wrong-iss', 'read.wrong-channel', 'read.wrong-epoch'],
  'believes-any-signature': ['read.wrong-signature', 'read.foreign-key', 'read.other-key'],
  'reads-any-size': ['read.large-data', 'read.large-entry'],
  'reads-any-header': ['read.head-as-entry', 'read.other-alg', 'read.more-header'],
  'reads-any-key': ['read.http-key'],
  'reads-any-json': ['read.deep', 'read.twice-named', 'read.large-number'],
  'reads-any-member': ['read.wrong-version', 'read.wrong-id', 'read.null-member'],
  'stops-at-later-members': ['read.unknown-members'],
  'stops-at-objects': ['read.wrong-object'],
  'reads-in-a-row': ['read.slow-page'],
  'passes-unreadable': ['read.no-json'],
  'goes-back': ['read.rollback'],
  'acts-again': ['read.repeat', 'deposit.repeat'],
  'kills-for-others': ['read.forged-kill'],
  'silent-on-unknown': ['read.unknown-type'],
  'passes-critical': ['read.unknown-critical'],
  'passes-forks': ['read.fork'],
  'passes-forked-heads': ['read.head-fork'],
  'never-lets-go': ['read.endless-page'],
  'puts-no-cursor': ['read.honest'],
  'keeps-what-it-holds': ['deposit.begin'],
  'takes-from-anybody': ['deposit.foreign'],
  'takes-all-or-nothing': ['deposit.part'],
  'forgets-deposits': ['deposit.taken'],
  'takes-any-blob': ['deposit.unasked'],
  'loses-texts': ['deposit.wanted'],
  'ignores-drills': ['drill.answered', 'drill.never-came'],
  'clears-the-nameless': ['drill.nameless'],
  'forgets-drills': ['drill.never-came'],
  'rehearses-without-end': ['drill.too-many'],
  'ignores-key-changes': ['key.rotated'],
  'takes-any-proof': ['key.wrong-proof', 'key.moved-proof'],
  'follows-any-key': ['key.old-unknown'],
  'names-keys-anyhow': ['key.foreign-name', 'key.used-name'],
  'pins-a-key-twice': ['key.twice'],
  'revokes-for-anybody': ['key.no-recovery'],
  'revokes-ahead': ['key.trusted-ahead'],
  'keeps-old-keys': ['key.old-signer', 'key.revoked'],
  'fetches-what-is-distrusted': ['key.distrusted'],
  'drops-old-request-keys': ['key.old-caller'],
  'keeps-revoked-request-keys': ['key.stolen-caller'],
  'changes-keys-silently': ['own-key.told'],
  'tells-by-the-new-key': ['own-key.told'],
  'proves-by-old-keys': ['own-key.told'],
  'keeps-signing-by-old-keys': ['own-key.signs'],
  'keeps-calling-by-old-keys': ['own-key.calls'],
  'publishes-no-old-keys': ['own-key.published'],
  'lets-one-keep-its-keys': ['own-key.waits'],
  'forgets-whom-it-did-not-tell': ['own-key.waits'],
  'loses-bundles': ['bundle.read', 'bundle.again'],
  'bundles-other-entries': ['bundle.written'],
  'takes-altered-bundles': ['bundle.altered'],
  'takes-cut-bundles': ['bundle.cut'],
  'takes-torn-bundles': ['bundle.torn'],
  'takes-bundles-of-anybody': ['bundle.unsigned'],
  'takes-bundles-in-part': ['bundle.whole'],
  'takes-bundles-for-others': ['bundle.foreign'],
  'takes-short-bundles': ['bundle.short'],
  'takes-any-member': ['bundle.path'],
  'skips-to-bundles': ['bundle.ahead'],
  'signs-over-its-tail': ['tail.waits'],
  'takes-any-tail': ['tail.forged'],
  'asks-for-no-tail': ['tail.back'],
  'opens-epochs-from-nowhere': ['epoch.opened'],
  'forgets-past-epochs': ['epoch.over'],
  'names-the-newest-epoch': ['epoch.turns'],
  'repeats-nonces': ['caller.signed'],
};

const DEVIATIONS = Object.keys(FOUND_BY).filter((name): name is Deviation => name in FOUND_BY);

test.concurrent.for(DEVIATIONS)(
  'a node that %s is found out',
  { timeout: 120_000 },
  async (deviation, { expect: see }) => {
    const checks = FOUND_BY[deviation];
    const record = await judged([deviation], {
      only: [...checks, 'request.signed', 'cursor.kept'],
      patienceMs: 8000,
    });
    see(failedIn(record)).toEqual(checks);
    see(record.ok).toBe(false);
  },
);

test('each check has found something', () => {
  const found = new Set(Object.values(FOUND_BY).flat());
  expect(CHECKS.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
});

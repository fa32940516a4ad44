import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoDraft } from '#cli/demo/conclude-agreement.ts';
import { copySeeds, watchFolder } from '#cli/demo/fill-wire.ts';
import { newsroomDesk, type NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import { draftAgreement, readAgreement, signAgreement } from '#contract/agreement.ts';
import { acceptPartner } from '#contract/partner.ts';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import type { Operator } from '#tools/conformance/become-trusted.ts';
import { openPeers, type PeerServer } from '#tools/conformance/peer-server.ts';
import type { Hands } from '#tools/conformance/hands.ts';
import { runKit, SLUGS } from '#tools/conformance/run-kit.ts';
import { databaseAccount, reachableDirectory } from '#store/cluster/database-account.ts';
import { shellAt } from './node-shell.ts';

let folder: string;
let node: DemoNode;
let peers: PeerServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-conformance-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  peers = await openPeers({ slugs: SLUGS });
  const allowHosts = [new URL(peers.origin).host];
  [node] = await demoNodes({ folder, anyPort: true, allowHosts, say: () => undefined });
  await node.start();
});
afterAll(async () => {
  await peers?.close();
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What people at the tested node do, by the desk's own doors. */
function peopleAt({ chief }: NewsroomDesk): Operator {
  return {
    async trust(agencies) {
      for (const { did, thumbprints } of agencies)
        await chief.demand(acceptPartner, { body: { did, thumbprints: [...thumbprints] } });
    },
    async offerStory({ did }) {
      const { uid } = await chief.demand(draftAgreement, { body: demoDraft(did, new Date()) });
      const { digest } = await chief.demand(readAgreement, { params: { uid }, query: {} });
      await chief.demand(signAgreement, { params: { uid }, body: { digest } });
      const inbox = await watchFolder(chief, join(folder, node.newsroom.slug, 'inbox'), 'Inbox');
      await copySeeds(node.newsroom.slug, inbox);
    },
    hands: handsAtNode(),
  };
}

/** What its operator does: by the command line, and with copies of the stopped database (docs/restore.md). */
function handsAtNode(): Hands {
  const shell = shellAt(node, 'minh@song-han.demo');
  const database = reachableDirectory(join(node.config.dataFolder, 'postgres'), databaseAccount());
  const backup = `${database}-backup`;
  const file = join(folder, 'bundle.tar');
  const copied = async (from: string, to: string): Promise<void> => {
    await node.stop();
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
    await node.start();
  };
  return {
    async readBundle(bytes) {
      writeFileSync(file, bytes);
      const { exit, said } = await shell.act('bundle', 'read', file);
      expect([0, 2], said).toContain(exit);
    },
    async writeBundle(did) {
      const { exit, said } = await shell.act('bundle', 'write', did, file);
      expect(exit, said).toBe(0);
      return readFileSync(file);
    },
    async rotate(role) {
      const { exit, said } = await shell.act('key', 'rotate', '--role', role);
      expect(exit, said).toBe(0);
    },
    async reopen(did) {
      const { exit, said } = await shell.act('channel', 'reopen', did);
      expect(exit, said).toBe(0);
    },
    backUp: () => copied(database, backup),
    restore: () => copied(backup, database),
  };
}

/** Two minutes alone on two idle cores, since a slow partner is let go of after half a minute or more. */
test('a node of ours does all that the public specification says', { timeout: 900_000 }, async () => {
  const operator = peopleAt(await newsroomDesk(node.origin));
  const record = await runKit({ origin: node.origin, server: peers, operator, patienceMs: 60_000 });
  expect(record.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(record).toMatchObject({ ok: true, left: [] });
});

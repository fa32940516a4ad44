import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoNodes, type DemoNode } from '#main/demo/demo-nodes.ts';
import { done, refused, shellAt, type Shell } from './node-shell.ts';

let folder: string;
let node: DemoNode;
let desk: Shell;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pactwire-folders-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  [node] = await demoNodes({ folder, anyPort: true, say: () => undefined });
  await node.start();
  desk = shellAt(node, 'minh@song-han.demo');
});
afterAll(async () => {
  await node?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that stories come from is none that they go to, whichever was first', async () => {
  const [root = ''] = node.config.sourceRoots;
  const [watched, outgoing] = [join(root, 'shared/deep'), join(root, 'outgoing')];
  for (const one of [watched, outgoing]) mkdirSync(one, { recursive: true });
  done(await desk.act('source', 'add', 'folder', watched, '--name', 'Shared'));
  refused(await desk.act('destination', 'add', 'folder', join(root, 'shared')), 'place-in-a-loop');
  done(await desk.act('destination', 'add', 'folder', outgoing));
  const loop = await desk.act('source', 'add', 'folder', outgoing, '--name', 'Back');
  refused(loop, 'place-in-a-loop');
  expect(loop.json).toMatchObject({ facts: { other: outgoing } });
});

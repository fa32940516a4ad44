import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  demoNode,
  foundDemoNode,
  freePort,
  type DemoNode,
  type PlacedNewsroom,
} from '#main/demo/demo-nodes.ts';
import { faultyLink, type FaultyLink } from './faulty-link.ts';
import { FIVE_NEWSROOMS } from './five-newsrooms.ts';

/** Real nodes with their databases, and before each a link that whoever asks it comes through. */
export type Town = { readonly nodes: readonly DemoNode[]; readonly links: readonly FaultyLink[] };

export type Say = (line: string) => void;

export const MOST_NODES = FIVE_NEWSROOMS.length;

/** Opens so many nodes for a drill; what they wrote is kept only when something was wrong. */
export async function inTown<Drilled extends { readonly wrong: readonly string[] }>(
  { nodes: count, say }: { readonly nodes: number; readonly say: Say },
  drill: (town: Town) => Promise<Drilled>,
): Promise<Drilled> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-faults-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const placed: PlacedNewsroom[] = [];
  for (const newsroom of FIVE_NEWSROOMS.slice(0, count))
    placed.push({ newsroom, port: await freePort(), listens: await freePort() });
  const links = await Promise.all(placed.map(({ port, listens }) => faultyLink(port, listens)));
  const nodes = placed.map((own) =>
    demoNode(
      { folder },
      own,
      placed.filter((other) => other !== own),
    ),
  );
  try {
    await Promise.all(nodes.map((node) => foundDemoNode(node, say)));
    await Promise.all(nodes.map((node) => node.start()));
    const record = await drill({ nodes, links });
    if (record.wrong.length === 0) rmSync(folder, { recursive: true, force: true });
    else say(`what the nodes wrote is kept in ${folder}`);
    return record;
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all(links.map((link) => link.close()));
  }
}

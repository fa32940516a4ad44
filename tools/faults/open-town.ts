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

export type TownOrder = {
  readonly nodes: number;
  /** What the processes of a newsroom find in their environment, such as another clock. */
  readonly environmentOf?: (slug: string) => Readonly<Record<string, string>>;
  readonly say: Say;
};

/** Opens so many nodes for a drill; what they wrote is kept only when something was wrong. */
export async function inTown<Drilled extends { readonly wrong: readonly string[] }>(
  { nodes: count, environmentOf, say }: TownOrder,
  drill: (town: Town) => Promise<Drilled>,
): Promise<Drilled> {
  const folder = mkdtempSync(join(tmpdir(), 'pactwire-faults-'));
  chmodSync(folder, 0o755); // the account that PostgreSQL runs under has to get in
  const placed: PlacedNewsroom[] = [];
  for (const newsroom of FIVE_NEWSROOMS.slice(0, count))
    placed.push({
      newsroom,
      port: await freePort(),
      listens: await freePort(),
      ...(environmentOf ? { environment: environmentOf(newsroom.slug) } : {}),
    });
  const links = await Promise.all(placed.map(({ port, listens }) => faultyLink(port, listens)));
  const nodes = placed.map((own) =>
    demoNode(
      { folder },
      own,
      placed.filter((other) => other !== own),
    ),
  );
  let isKept = true;
  try {
    await Promise.all(nodes.map((node) => foundDemoNode(node, say)));
    await Promise.all(nodes.map((node) => node.start()));
    const record = await drill({ nodes, links });
    isKept = record.wrong.length > 0;
    return record;
  } finally {
    await Promise.all(nodes.map((node) => node.stop()));
    await Promise.all(links.map((link) => link.close()));
    if (isKept) say(`what the nodes wrote is kept in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

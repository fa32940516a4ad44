import { readdirSync, readFileSync } from 'node:fs';
import type { DemoNode } from '#main/demo/demo-nodes.ts';

/** A node's PostgreSQL: the process that all others hang on, and then these, as they are now (Linux). */
export async function databaseProcesses(node: DemoNode): Promise<readonly number[]> {
  const { processId: postmaster } = await node.database();
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [postmaster, ...all.map(Number).filter((processId) => parentOf(processId) === postmaster)];
}

/** proc(5): the second field after the name in parentheses, which may hold anything. */
function parentOf(processId: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'latin1');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined; // it ended while we looked
  }
}

import {
  TableNode,
  type KyselyPlugin,
  type OperationNode,
  type QueryId,
  type RootOperationNode,
} from 'kysely';
import type { Database } from './tables/database.ts';

/** Tables that no screen shows: what is written there alone changes nothing for anybody who looks. */
const UNSEEN: ReadonlySet<string> = new Set<keyof Database>([
  'outbox',
  'session',
  'request_horizon',
  'story_reach',
  'story_vector',
  'text_sketch',
  'memory_link',
  'memory_text',
  'machine_text',
]);

/** Calls `wrote` after each statement that changed rows which a screen may show. */
export function noteWrites(wrote: () => void): KyselyPlugin {
  const writing = new WeakSet<QueryId>();
  return {
    transformQuery({ node, queryId }) {
      if (changesWhatIsSeen(node)) writing.add(queryId);
      return node;
    },
    transformResult({ queryId, result }) {
      // Workers try every second whether there is something to change: most often nothing is.
      if (writing.has(queryId) && (result.numAffectedRows ?? BigInt(result.rows.length)) > 0n) wrote();
      return Promise.resolve(result);
    },
  };
}

function changesWhatIsSeen(node: RootOperationNode): boolean {
  if (node.kind === 'InsertQueryNode') return isSeen(node.into);
  if (node.kind === 'UpdateQueryNode') return isSeen(node.table);
  if (node.kind === 'DeleteQueryNode') return node.from.froms.some(isSeen);
  return node.kind === 'RawNode' && isRawWrite(node.sqlFragments.join('?'));
}

function isSeen(node: OperationNode | undefined): boolean {
  return !node || !TableNode.is(node) || !UNSEEN.has(node.table.identifier.name);
}

/** `for update` only holds a row, and `do update` belongs to an insert that is named before it. */
const WRITTEN = /\b(?:insert into|(?<!for |key |do )update|delete from)\s+"?(\w+)/giu;

function isRawWrite(text: string): boolean {
  return [...text.matchAll(WRITTEN)].some(([, table = '']) => !UNSEEN.has(table));
}

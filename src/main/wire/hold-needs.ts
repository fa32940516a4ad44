import { examineLog } from '#app/ledger/sign-log.ts';
import type { HoldNeeds } from '#app/channel/hold-back.ts';
import type { NodeTools } from './node-tools.ts';

/** What is looked at after a restore. */
export function holdNeeds(tools: NodeTools): NodeTools & HoldNeeds {
  return { ...tools, examineLog: (agency) => examineLog(tools, agency) };
}

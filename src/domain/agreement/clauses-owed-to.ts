import type { Agreement, Did } from './agreement.ts';

/**
 * uids of the clauses that others owe to a party and can break against it: the limits of what it permits them, what it
 * forbids them, what they must do, and what they promised. In the order of the document.
 */
export function clausesOwedTo(agreement: Agreement, did: Did): readonly string[] {
  const { permissions, prohibitions, obligations, commitments } = agreement;
  const rules = [...permissions, ...prohibitions, ...obligations].filter(({ assigner }) => assigner === did);
  const promises = commitments.filter(({ assignees }) => assignees.includes(did));
  return [...rules, ...promises].map(({ uid }) => uid);
}

/** uids of the permissions that a party may suspend one by one: consequences of obligations that others owe it. */
export function rulesSuspendableBy({ obligations }: Agreement, did: Did): readonly string[] {
  const owed = obligations.filter(({ assigner }) => assigner === did);
  return [...new Set(owed.flatMap(({ consequences }) => consequences.map(({ target }) => target)))];
}

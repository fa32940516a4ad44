import type { Action, Agreement, Did, Permission, Selector } from './agreement.ts';
import { checkSelectorTerm } from './check-term.ts';
import type { ItemFacts } from './use-question.ts';

/**
 * What one side may see of the other's wire under one selector: the unit by which lists are scoped, so that
 * a change of agreement touches a product and not its items.
 */
export type Product = {
  /** The same for the same selector and direction in every version that keeps the selector's uid. */
  readonly id: string;
  readonly agreement: string;
  readonly provider: Did;
  readonly receiver: Did;
  readonly selector: Selector;
  /** Everything that some permission grants on it. */
  readonly actions: readonly Action[];
  /** uids of the permissions that grant it. */
  readonly rules: readonly string[];
};

/** One product per selector, giver and receiver that a permission names; prohibitions and obligations make nothing visible. */
export function listProducts(agreement: Agreement): readonly Product[] {
  const products = new Map<string, Product>();
  for (const { uid, assigner, receiver, target, actions } of agreement.permissions.flatMap(perReceiver)) {
    const id = `${target.uid} ${assigner} ${receiver}`;
    const known = products.get(id);
    const names = [...(known?.actions ?? []), ...namesOf(actions)];
    products.set(id, {
      id,
      agreement: agreement.uid,
      provider: assigner,
      receiver,
      selector: target,
      actions: [...new Set(names)],
      rules: [...(known?.rules ?? []), uid],
    });
  }
  return [...products.values()];
}

/** Is the item certainly among those selected? What is unknown about it keeps it out of sight. */
export function selectorMatches(selector: Selector, item: ItemFacts): boolean {
  return selector.terms.every((term) => checkSelectorTerm(term, item) === 'satisfied');
}

function perReceiver(permission: Permission): (Permission & { readonly receiver: Did })[] {
  return permission.assignees.map((receiver) => ({ ...permission, receiver }));
}

function namesOf(actions: Permission['actions']): readonly Action[] {
  return actions.map(({ action }) => action);
}

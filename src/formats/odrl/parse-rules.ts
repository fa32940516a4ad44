import {
  ACTIONS,
  DUTY_ACTIONS,
  KILL_POLICIES,
  OBLIGATION_ACTIONS,
  OBLIGATION_EVENTS,
  type Consequence,
  type Dids,
  type Duty,
  type KillPolicy,
  type Obligation,
  type Permission,
  type Prohibition,
  type RuleAction,
  type Selector,
} from '#domain/agreement/agreement.ts';
import type { Duration } from '#kernel/duration.ts';
import {
  parseConstraintTerm,
  parseDutyTerm,
  parseRefinementTerm,
  parseSelectorTerm,
  readDurationLiteral,
} from './parse-terms.ts';
import { PREFIX } from './profile.ts';
import {
  Misfit,
  readExactly,
  readId,
  readList,
  readListOrNone,
  readObject,
  readOneOf,
  readText,
  readWith,
  type Members,
  type Spot,
} from './read-json.ts';
import { readTextByLanguage } from './read-text-by-language.ts';

const RULE_MEMBERS = ['uid', 'assigner', 'assignee', 'target', 'action', 'constraint'] as const;

/** What the rules of one document share: who its parties are, and which uids and selectors have been met so far. */
export type RuleScope = {
  readonly agreement: string;
  readonly parties: readonly string[];
  readonly uids: Set<string>;
  readonly selectors: Map<string, Selector>;
};

export function parsePermission(spot: Spot, scope: RuleScope): Permission {
  const members = readObject(spot, [...RULE_MEMBERS, 'duty']);
  return {
    ...parseHead(members, scope),
    actions: parseActions(members.need('action')),
    constraints: readListOrNone(members.maybe('constraint')).map(parseConstraintTerm),
    duties: readListOrNone(members.maybe('duty')).map((one) => parseDuty(one, scope)),
  };
}

export function parseProhibition(spot: Spot, scope: RuleScope): Prohibition {
  const members = readObject(spot, RULE_MEMBERS);
  return {
    ...parseHead(members, scope),
    actions: parseActions(members.need('action')),
    constraints: readListOrNone(members.maybe('constraint')).map(parseConstraintTerm),
  };
}

export function parseObligation(spot: Spot, scope: RuleScope): Obligation {
  const members = readObject(spot, [...RULE_MEMBERS, 'consequence', 'onKill']);
  const head = parseHead(members, scope);
  const action = readOneOf(members.need('action'), OBLIGATION_ACTIONS);
  const { event, dueIn } = parseDeadline(members.need('constraint'));
  const onKill = members.maybe('onKill');
  return {
    ...head,
    action,
    event,
    dueIn,
    ...(onKill ? { onKill: parseKillPolicy(onKill, action) } : {}),
    consequences: readListOrNone(members.maybe('consequence')).map(parseConsequence),
  };
}

function parseHead(
  members: Members,
  scope: RuleScope,
): { uid: string; assigner: string; assignees: Dids; target: Selector } {
  const uid = readUid(members.need('uid'), scope);
  return { uid, ...readSides(members, scope), target: parseTarget(members.need('target'), scope) };
}

/** Who gives or gains, and who may or must: one party as a text, several as a list, never the assigner itself. */
export function readSides(members: Members, scope: RuleScope): { assigner: string; assignees: Dids } {
  const assigner = readParty(members.need('assigner'), scope);
  const spot = members.need('assignee');
  const [first, ...more] = typeof spot.value === 'string' ? [spot] : readList(spot);
  if (!first || (first !== spot && more.length === 0))
    throw new Misfit(spot.at, 'wrong-value', 'one party as a text, or a list of several');
  const assignees = [readParty(first, scope), ...more.map((one) => readParty(one, scope))] as const;
  if (assignees.includes(assigner))
    throw new Misfit(spot.at, 'not-a-party', 'the other party than the assigner');
  if (new Set(assignees).size < assignees.length) throw new Misfit(spot.at, 'wrong-value', 'each party once');
  return { assigner, assignees };
}

/** Defined where it first stands; later rules name it by its uid. */
function parseTarget(spot: Spot, scope: RuleScope): Selector {
  if (typeof spot.value === 'string') {
    const known = scope.selectors.get(spot.value);
    if (!known) throw new Misfit(spot.at, 'unknown-selector', 'the uid of a selector defined before');
    return known;
  }
  const members = readObject(spot, ['@type', 'uid', 'refinement']);
  readExactly(members.need('@type'), 'AssetCollection');
  const uid = readUid(members.need('uid'), scope);
  const terms = readListOrNone(members.maybe('refinement')).map(parseSelectorTerm);
  const selector = { uid, terms };
  scope.selectors.set(uid, selector);
  return selector;
}

/** One name, or a list in which an action that is refined stands as an object. */
function parseActions(spot: Spot): readonly RuleAction[] {
  if (typeof spot.value === 'string') return [{ action: readOneOf(spot, ACTIONS), refinements: [] }];
  const actions = readList(spot).map(parseAction);
  if (actions.length === 0) throw new Misfit(spot.at, 'wrong-value', 'at least one action');
  const names = actions.map(({ action }) => action);
  if (new Set(names).size < names.length) throw new Misfit(spot.at, 'wrong-value', 'each action once');
  return actions;
}

function parseAction(spot: Spot): RuleAction {
  if (typeof spot.value === 'string') return { action: readOneOf(spot, ACTIONS), refinements: [] };
  const members = readObject(spot, ['actionValue', 'refinement']);
  return {
    action: readOneOf(members.need('actionValue'), ACTIONS),
    refinements: readList(members.need('refinement')).map(parseRefinementTerm),
  };
}

function parseDuty(spot: Spot, scope: RuleScope): Duty {
  const members = readObject(spot, ['uid', 'action', 'attributedParty', 'wording', 'target', 'constraint']);
  const action = readOneOf(members.need('action'), DUTY_ACTIONS);
  const attributed = members.maybe('attributedParty');
  const wording = members.maybe('wording');
  const target = members.maybe('target');
  const misplaced = action === 'attribute' ? undefined : (attributed ?? wording);
  if (misplaced) throw new Misfit(misplaced.at, 'unknown-term', 'only with attribute');
  if (target && action !== 'nextPolicy') throw new Misfit(target.at, 'unknown-term', 'only with nextPolicy');
  return {
    uid: readUid(members.need('uid'), scope),
    action,
    ...(attributed ? { attributedParty: readParty(attributed, scope) } : {}),
    ...(wording ? { wording: readTextByLanguage(wording) } : {}),
    ...(action === 'nextPolicy' ? { target: readText(members.need('target')) } : {}),
    constraints: readListOrNone(members.maybe('constraint')).map(parseDutyTerm),
  };
}

/** `event gt X` and `elapsedTime lteq D`, in this order: not before the event, and within D of it. */
function parseDeadline(spot: Spot): { event: Obligation['event']; dueIn: Duration } {
  const [event, elapsed, ...more] = readList(spot);
  if (!event || !elapsed || more.length > 0)
    throw new Misfit(spot.at, 'wrong-value', 'an event and an elapsed time');
  const names = ['leftOperand', 'operator', 'rightOperand'];
  const first = readObject(event, names);
  readExactly(first.need('leftOperand'), 'event');
  readExactly(first.need('operator'), 'gt');
  const second = readObject(elapsed, names);
  readExactly(second.need('leftOperand'), 'elapsedTime');
  readExactly(second.need('operator'), 'lteq');
  return {
    event: readOneOf(readId(first.need('rightOperand'), PREFIX.profile), OBLIGATION_EVENTS),
    dueIn: readDurationLiteral(second.need('rightOperand')),
  };
}

function parseKillPolicy(spot: Spot, action: Obligation['action']): KillPolicy {
  if (action !== 'removeFromService')
    throw new Misfit(spot.at, 'unknown-term', 'only with removeFromService');
  return readOneOf(spot, KILL_POLICIES);
}

function parseConsequence(spot: Spot): Consequence {
  const members = readObject(spot, ['action', 'target']);
  readExactly(members.need('action'), 'suspendRule');
  return { action: 'suspendRule', target: readText(members.need('target')) };
}

/** Rule uids carry the agreement's, so that no agreement can speak of, or count on, another's rule. */
export function readUid(spot: Spot, { agreement, uids }: RuleScope): string {
  const parse = (text: string): string | undefined =>
    text.startsWith(`${agreement}#`) && /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text.slice(agreement.length + 1))
      ? text
      : undefined;
  const uid = readWith(spot, parse, `${agreement}# and a name`);
  if (uids.has(uid)) throw new Misfit(spot.at, 'duplicate-uid', 'a uid of its own');
  uids.add(uid);
  return uid;
}

function readParty(spot: Spot, { parties }: RuleScope): string {
  const did = readText(spot);
  if (!parties.includes(did)) throw new Misfit(spot.at, 'not-a-party', parties.join(' or '));
  return did;
}

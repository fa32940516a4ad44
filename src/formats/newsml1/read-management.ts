import {
  sayGravest,
  statusNamed,
  statusOfHeadline,
  statusOpening,
  type SaidAt,
} from '../wire/status-words.ts';
import { wireTime } from '../wire/wire-time.ts';
import { words } from '../words.ts';
import { attributeOf, childNamed, childrenNamed, lineOf, listOthers } from '../xml/xml-lookup.ts';
import { isElement, textOf, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { formalName, type Newsml1Source, vocabularyOf, valueIn } from './newsml1-source.ts';

/** Reads `NewsManagement` (NewsML 1.2 §5.5.3) and gives what is said of the status. */
export function readManagement(source: Newsml1Source, management: XmlElement | undefined): readonly SaidAt[] {
  if (management === undefined) return [];
  const { item } = source;
  item.date('firstCreated', timeIn(management, 'FirstCreated'), management.at);
  item.date('versionCreated', timeIn(management, 'ThisRevisionCreated'), management.at);
  item.date('published', timeIn(management, 'FirstPublished'), management.at);
  readType(source, childNamed(management, 'NewsItemType'));
  readUrgency(source, childNamed(management, 'Urgency'));
  readRelations(source, management);
  const history = childNamed(management, 'RevisionHistory');
  if (history) item.dropped.add(history.at, describe(history), 'who edited it stays with its agency');
  for (const property of childrenNamed(management, 'Property'))
    item.dropped.add(property.at, propertyWords(property), 'an item has no place for it');
  listOthers(management, READ, item.dropped);
  const statuses = childrenNamed(management, 'Status').map((status) => saidBy(source, status));
  for (const change of childrenNamed(management, 'StatusWillChange')) readChange(source, change);
  return [
    ...statuses,
    ...childrenNamed(management, 'Instruction').flatMap((instruction) =>
      readInstruction(source, instruction),
    ),
  ];
}

const READ: ReadonlySet<string> = new Set(
  words(
    'NewsItemType FirstCreated ThisRevisionCreated FirstPublished Status StatusWillChange Urgency RevisionHistory DerivedFrom ' +
      'AssociatedWith Instruction Property',
  ),
);

/** Puts the gravest of what the management, the notes and the headline say into the item. */
export function settleStatus(
  { item }: Newsml1Source,
  said: readonly SaidAt[],
  headline: string | undefined,
): void {
  sayGravest(item, [...said, { said: statusOfHeadline(headline), at: '' }]);
}

/** `Key value` of a property of NewsML 1. */
export function propertyWords(property: XmlElement): string {
  const inner = property.children.filter(isElement).map(propertyWords);
  return [attributeOf(property, 'FormalName') ?? 'Property', valueIn(property) ?? '', ...inner]
    .join(' ')
    .trim();
}

function timeIn(parent: XmlElement, name: string) {
  const element = childNamed(parent, name);
  return element && wireTime(textOf(element));
}

function readType({ item }: Newsml1Source, type: XmlElement | undefined): void {
  const code = formalName(type);
  if (type === undefined || code === undefined || /^news$/i.test(code)) return;
  item.add('genres', { scheme: vocabularyOf(type) ?? 'NewsItemType', code }, type.at);
  if (statusNamed(code)?.instruction === 'advise') item.add('signals', { code: 'advisory' }, type.at);
}

function readUrgency({ item }: Newsml1Source, urgency: XmlElement | undefined): void {
  const written = formalName(urgency);
  if (urgency === undefined || written === undefined) return;
  if (/^[1-9]$/.test(written)) item.set('urgency', Number(written), urgency.at);
  else item.set('priority', written, urgency.at);
}

function saidBy({ item }: Newsml1Source, status: XmlElement): SaidAt {
  const name = formalName(status);
  const said = statusNamed(name);
  if (name !== undefined && said === undefined)
    item.dropped.add(status.at, `Status ${name}`, 'no dialect that is known has this status');
  return { said, at: status.at };
}

/** The end of an embargo is told as a change of status that will come (NewsML 1.2 §5.5.3.5). */
function readChange({ item }: Newsml1Source, change: XmlElement): void {
  const future = statusNamed(formalName(childNamed(change, 'FutureStatus')));
  const time = timeIn(change, 'DateAndTime');
  if (future?.pubStatus === 'usable') {
    if (time !== undefined) return item.set('embargo', time, change.at);
    item.set('isEmbargoed', true, change.at);
  }
  if (time === undefined) return item.dropped.add(change.at, describe(change), 'it says no time');
  if (future?.pubStatus !== undefined) item.date('expires', time, change.at);
  else item.dropped.add(change.at, describe(change), 'no dialect that is known has this status');
}

function readRelations({ item }: Newsml1Source, management: XmlElement): void {
  for (const [name, rel] of RELATIONS)
    for (const relation of childrenNamed(management, name)) {
      const uri = attributeOf(relation, 'NewsItem') ?? attributeOf(relation, 'Href');
      if (uri !== undefined) item.add('links', { rel, uri, at: relation.at }, relation.at);
      else if (formalName(relation) !== undefined)
        item.add('signals', { scheme: name, code: formalName(relation) ?? '' }, relation.at);
    }
}

const RELATIONS = [
  ['DerivedFrom', 'irel:derivedFrom'],
  ['AssociatedWith', 'irel:seeAlso'],
] as const;

/** An instruction may be about an earlier revision, which it then gives another status. */
function readInstruction({ item }: Newsml1Source, instruction: XmlElement): readonly SaidAt[] {
  const name = formalName(instruction);
  const said = statusNamed(name) ?? statusOpening(name);
  if (name !== undefined && said === undefined)
    item.add('signals', { scheme: 'Instruction', code: name }, instruction.at);
  const note = lineOf(childNamed(instruction, 'Comment'));
  if (note !== undefined)
    item.add(
      'edNotes',
      { text: note, role: name ?? 'Instruction', audience: 'partner', at: instruction.at },
      instruction.at,
    );
  const earlier = childrenNamed(instruction, 'RevisionStatus').map((revision) => ({
    said: onlyInstruction(formalName(childNamed(revision, 'Status'))),
    at: revision.at,
  }));
  return [{ said, at: instruction.at }, ...earlier];
}

function onlyInstruction(status: string | undefined) {
  const instruction = statusNamed(status)?.instruction;
  return instruction === undefined ? undefined : { instruction };
}

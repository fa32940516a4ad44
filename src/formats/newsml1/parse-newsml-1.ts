import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';
import { createDroppedList, type DroppedList } from '../dropped-list.ts';
import { onlyGiven } from '../only-given.ts';
import { setOnce } from '../wire/set-once.ts';
import { createWireItem } from '../wire/wire-item-builder.ts';
import type { WireCode, WireGroup, WireItem, WireNeeds, WireRead } from '../wire/wire-item.ts';
import { words } from '../words.ts';
import {
  allNamed,
  attributeOf,
  childNamed,
  childrenNamed,
  findNamed,
  lineOf,
  listOthers,
} from '../xml/xml-lookup.ts';
import { isElement, type XmlElement } from '../xml/xml-element.ts';
import { describe } from '../xml/xml-reading.ts';
import { branchOf, type Branch } from './component-tree.ts';
import { roleName } from './content-item.ts';
import { formalName, topicsIn, type Newsml1Source, vocabularyOf } from './newsml1-source.ts';
import { isBeside, readBeside, readBranch, referenceOf, type Around } from './read-branch.ts';
import { nameLabelOf, readDateId, readIdentification } from './read-identification.ts';
import { readManagement, settleStatus } from './read-management.ts';

/** Whether a document is NewsML 1: its root is `NewsML`, or a `NewsItem` of it alone; `newsItem` is NewsML-G2. */
export function isNewsml1(root: XmlElement): boolean {
  return root.name === 'NewsML' || root.name === 'NewsItem';
}

/**
 * Reads NewsML 1.0 to 1.2, with and without its namespace. A NewsItem gives an item for each story in it, with its pictures beside
 * it; one that only refers to others gives a package. Refuses a document without any NewsItem.
 */
export function parseNewsml1(root: XmlElement, needs: WireNeeds): Result<WireRead, FormatRefusal> {
  const dropped = createDroppedList();
  const newsItems = root.name === 'NewsItem' ? [root] : allNamed(root, 'NewsItem');
  const envelope = childNamed(root, 'NewsEnvelope');
  const provider = senderOf(envelope);
  const priority = formalName(childNamed(envelope, 'Priority'));
  const sent = { needs, topics: topicsIn(root), dropped, priority, at: envelope?.at ?? '' };
  const items = newsItems.flatMap((newsItem) => readNewsItem(newsItem, sent));
  if (root.name === 'NewsML') listOthers(root, READ, dropped);
  if (items.length === 0)
    return refuse({
      code: 'document-without-items',
      at: root.at,
      detail: 'The document holds no readable NewsItem.',
    });
  return accept({ items, ...(provider ? { provider } : {}), dropped: dropped.all(), warnings: [] });
}

const READ: ReadonlySet<string> = new Set(words('Catalog TopicSet NewsEnvelope NewsItem'));

type Sent = {
  readonly needs: WireNeeds;
  readonly topics: Newsml1Source['topics'];
  readonly dropped: DroppedList;
  readonly priority: string | undefined;
  readonly at: string;
};

function senderOf(envelope: XmlElement | undefined): WireCode | undefined {
  const party = findNamed(childNamed(envelope, 'SentFrom'), 'Party');
  const code = formalName(party);
  const scheme = vocabularyOf(party);
  return code === undefined ? undefined : { code, ...(scheme === undefined ? {} : { scheme }) };
}

/** The items of one NewsItem: the story or package itself, and further stories in it. */
function readNewsItem(newsItem: XmlElement, sent: Sent): readonly WireItem[] {
  const component = childNamed(newsItem, 'NewsComponent');
  if (component === undefined) return [readBare(newsItem, sent)];
  const whole = branchOf(component);
  const main = mainOf(whole);
  const around = linesAlone(component);
  const outer = main === whole ? [] : [around, ...whole.absorbed];
  const rest = [
    ...main.branches,
    ...(main === whole ? [] : whole.branches.filter((branch) => branch !== main)),
  ];
  const stories = rest.filter((branch) => !isBeside(branch));
  const first = readStory(newsItem, sent, {
    branch: main,
    outer,
    beside: rest.filter(isBeside),
    set: component,
  });
  const further = stories.flatMap((branch, index) =>
    readStory(newsItem, sent, {
      branch,
      outer: [around],
      beside: branch.branches.filter(isBeside),
      set: branch.component,
      name: attributeOf(branch.component, 'Duid') ?? String(index + 2),
    }),
  );
  return [...first, ...further, ...whole.newsItems.flatMap((inner) => readNewsItem(inner, sent))];
}

/** A component without those inside it: what it says of itself is asked again for each story in it. */
function linesAlone(component: XmlElement): XmlElement {
  const children = component.children.filter((child) => isElement(child) && child.name !== 'NewsComponent');
  return { ...component, children };
}

/** The story of a NewsItem: the root itself where it has content, else the first text in it, else its only picture. */
function mainOf(whole: Branch): Branch {
  if (whole.texts.length + whole.media.length > 0) return whole;
  const story = whole.branches.find((branch) => !isBeside(branch));
  if (story !== undefined && whole.references.length === 0)
    return story.texts.length > 0 ? story : mainOf(story);
  const [only, ...others] = whole.branches;
  return only !== undefined && others.length === 0 && whole.references.length === 0 ? only : whole;
}

type Story = {
  readonly branch: Branch;
  readonly outer: readonly XmlElement[];
  readonly beside: readonly Branch[];
  /** Whose references make it a package where it holds nothing itself. */
  readonly set: XmlElement;
  /** Of a further story in the same NewsItem, added to its identity. */
  readonly name?: string;
};

function readStory(newsItem: XmlElement, sent: Sent, story: Story): readonly WireItem[] {
  const { branch, outer, beside, set, name } = story;
  const groups = groupsIn(set);
  const isPackage = groups.length > 0 && branch.texts.length === 0 && branch.media.length === 0;
  const item = createWireItem(branch.component.at, isPackage ? 'package' : 'news');
  const source: Newsml1Source = { item, needs: sent.needs, topics: sent.topics };
  readIdentification(source, newsItem, name);
  const said = readManagement(source, childNamed(newsItem, 'NewsManagement'));
  readDateId(source, newsItem);
  setOnce(item, 'priority', sent.priority, sent.at);
  const around: Around = { outer, said, ...onlyGiven({ label: nameLabelOf(newsItem) }) };
  const refused = readBranch(source, branch, around);
  if (refused) {
    sent.dropped.add(refused.at, 'NewsItem', refused.detail);
    return [];
  }
  const links = isPackage ? [] : branch.references.map((reference) => referenceOf(reference, 'irel:seeAlso'));
  for (const link of links) item.add('links', link, link.at);
  if (isPackage) for (const group of groups) item.add('groups', group, branch.component.at);
  for (const one of beside) item.add('associations', readBeside(one, sent), one.component.at);
  setOnce(item, 'language', attributeOf(newsItem, 'xml:lang'), newsItem.at);
  listOthers(newsItem, PARTS, item.dropped);
  return [item.build()];
}

const PARTS: ReadonlySet<string> = new Set(
  words('Catalog Comment Identification NewsManagement NewsComponent'),
);

/** Each component that refers to other items is a group of a package. */
function groupsIn(component: XmlElement): readonly WireGroup[] {
  const references = childrenNamed(component, 'NewsItemRef');
  const id = attributeOf(component, 'Duid');
  const role = roleName(component);
  const title = lineOf(findNamed(childNamed(component, 'NewsLines'), 'HeadLine'));
  const isChoice = attributeOf(component, 'EquivalentsList') === 'yes';
  const own: readonly WireGroup[] =
    references.length === 0
      ? []
      : [
          {
            ...(id === undefined ? {} : { id }),
            ...(role === undefined ? {} : { role }),
            ...(title === undefined ? {} : { title }),
            mode: isChoice ? 'alternative' : 'bag',
            items: references.map((reference) => referenceOf(reference, 'irel:memberOf')),
          },
        ];
  return [...own, ...childrenNamed(component, 'NewsComponent').flatMap(groupsIn)];
}

/**
 * A NewsItem without components: a change of its management alone, or changes to an earlier revision that is not here, which
 * nobody can make without it (`Update`, NewsML 1.2 §5.5.4).
 */
function readBare(newsItem: XmlElement, { needs, topics, priority, at }: Sent): WireItem {
  const item = createWireItem(newsItem.at);
  const source: Newsml1Source = { item, needs, topics };
  readIdentification(source, newsItem);
  const said = readManagement(source, childNamed(newsItem, 'NewsManagement'));
  item.set('priority', priority, at);
  item.set('slugline', nameLabelOf(newsItem), newsItem.at);
  item.set('language', attributeOf(newsItem, 'xml:lang'), newsItem.at);
  const changes = childrenNamed(newsItem, 'Update').flatMap((update) => update.children.filter(isElement));
  for (const change of changes)
    item.dropped.add(
      change.at,
      `${describe(change)} ${attributeOf(change, 'DuidRef') ?? ''}`.trim(),
      'it changes a part of an earlier revision, which is not in this document',
    );
  settleStatus(
    source,
    [...said, ...changes.map((change) => ({ said: { instruction: 'update' } as const, at: change.at }))],
    undefined,
  );
  listOthers(newsItem, new Set([...PARTS, 'Update']), item.dropped);
  return item.build();
}

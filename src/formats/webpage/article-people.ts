import { lineIn, thingsIn, type ArticleSource, type Thing } from './article-source.ts';
import { words } from '../words.ts';

/** Who wrote an article, whose page it is on, who is credited and who holds the rights; how to reach them stays in this house. */
export function readArticlePeople(source: ArticleSource): void {
  const { item } = source;
  const authors = [...thingsIn(source, 'author'), ...thingsIn(source, 'creator')];
  const names = [...new Set(authors.map(({ text }) => text).filter((text) => text !== ''))];
  item.set('byline', names.join(', '), authors[0]?.at ?? '');
  const publishers = [...thingsIn(source, 'publisher'), ...thingsIn(source, 'provider')];
  const [publisher] = publishers.filter(({ text }) => text !== '');
  if (publisher !== undefined) item.set('provider', { code: publisher.text }, publisher.at);
  const origins = thingsIn(source, 'sourceOrganization');
  for (const { text, at } of origins) if (text !== '') item.add('infoSources', { code: text }, at);
  const credit = lineIn(source, 'creditText');
  item.set('creditLine', credit.text, credit.at);
  const holders = thingsIn(source, 'copyrightHolder');
  item.set('copyrightHolder', holders.map(({ text }) => text).join(', '), holders[0]?.at ?? '');
  for (const name of ['contributor', 'editor'])
    for (const { text, at } of thingsIn(source, name))
      if (text !== '') item.add('edNotes', { text, role: name, audience: 'partner', at }, at);
  for (const one of [...authors, ...publishers, ...origins, ...holders]) tellRest(source, one);
}

const CONTACT = words('email telephone faxNumber address contactPoint');
const SILENT: ReadonlySet<string> = new Set(words('@type @id @context name legalName'));

/** Contacts are set apart; of the rest about people and houses the names of the members are told, for their words may be contacts too. */
function tellRest({ item }: ArticleSource, { node, at }: Thing): void {
  if (node === undefined) return;
  for (const name of CONTACT) {
    const value = node[name];
    if (value === undefined || value === null || value === '') continue;
    const text = typeof value === 'string' ? value : JSON.stringify(value).slice(0, 2000).toWellFormed();
    item.add('private', { kind: 'contact', text, at: `${at}/${name}` }, `${at}/${name}`);
  }
  const rest = Object.keys(node).filter((name) => !SILENT.has(name) && !CONTACT.includes(name));
  if (rest.length > 0)
    item.dropped.add(at, rest.slice(0, 20).join(', '), 'it tells of a person or a house, not of the story');
}

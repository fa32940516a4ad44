import { posix } from 'node:path';

/** A link in a text, and why it leads nowhere. */
export type DeadLink = { readonly from: string; readonly link: string; readonly why: string };

/** What a check needs of the house: is there such a path, and what does it say. */
export type Shelf = { readonly has: (path: string) => boolean; readonly read: (path: string) => string };

/** Code is no prose: a link in a fence or in back-ticks is an example. */
function prose(markdown: string): string {
  return markdown
    .replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replaceAll(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
}

/** Link targets, inline, by reference and of pictures, in the order they stand. */
export function linksOf(markdown: string): string[] {
  const text = prose(markdown);
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const reference = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  const html = [...text.matchAll(/<(?:img|a)\b[^>]*?(?:src|href)="([^"]+)"/g)];
  return [...inline, ...reference, ...html].flatMap((match) => match[1] ?? []);
}

/** The anchors that GitHub makes of the headings: lower case, punctuation dropped, blanks to hyphens, repeats numbered. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const body = markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '');
  for (const [, heading = ''] of body.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const base = heading
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-');
    let anchor = base;
    for (let repeat = 1; anchors.has(anchor); repeat += 1) anchor = `${base}-${repeat}`;
    anchors.add(anchor);
  }
  for (const [, id = ''] of body.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Paths of the house named in back-ticks, such as `src/kernel/instant.ts`: a text that names a file promises it. */
export function namedFiles(markdown: string): string[] {
  const text = markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '');
  return [
    ...text.matchAll(
      /`((?:src|tests|tools|docs|conformance|seeds|changes)\/[\w./@-]+\.(?:tsx?|md|json|sql))`/g,
    ),
  ].flatMap((match) => match[1] ?? []);
}

/** Every relative link of one text that resolves to no file or to no heading, and every named file that is not there. */
export function deadLinks(from: string, shelf: Shelf): DeadLink[] {
  const markdown = shelf.read(from);
  const linked = linksOf(markdown)
    .filter((link) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link))
    .flatMap((link) => {
      const [path = '', anchor] = link.split('#');
      const target =
        path === '' ? from : posix.normalize(posix.join(posix.dirname(from), decodeURIComponent(path)));
      if (!shelf.has(target)) return [{ from, link, why: 'no such file' }];
      if (anchor === undefined || !target.endsWith('.md')) return [];
      const found = anchorsOf(shelf.read(target)).has(decodeURIComponent(anchor));
      return found ? [] : [{ from, link, why: 'no such heading' }];
    });
  const named = namedFiles(markdown)
    .filter((path) => !/[NX]{2,}/.test(path) && !shelf.has(path))
    .map((link) => ({ from, link, why: 'named, but no such file' }));
  return [...linked, ...named];
}

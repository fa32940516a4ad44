import { createElement, Fragment, type ReactNode } from 'react';

const TAGS: Readonly<Record<string, string>> = {
  P: 'p',
  BR: 'br',
  STRONG: 'strong',
  B: 'strong',
  EM: 'em',
  I: 'em',
  H2: 'h3',
  H3: 'h4',
  H4: 'h4',
  UL: 'ul',
  OL: 'ol',
  LI: 'li',
  BLOCKQUOTE: 'blockquote',
  Q: 'q',
  CITE: 'cite',
  SUB: 'sub',
  SUP: 'sup',
  TABLE: 'table',
  TBODY: 'tbody',
  THEAD: 'thead',
  TR: 'tr',
  TD: 'td',
  TH: 'th',
};

/**
 * A partner's markup as React elements: known tags without attributes, everything else as its text. The server has
 * cleaned it already; here nothing is ever set as HTML, so a hole there is still no script here.
 */
export function StoryHtml({ html }: { readonly html: string }): ReactNode {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return <>{childrenOf(parsed.body)}</>;
}

function childrenOf(node: Node): ReactNode[] {
  return [...node.childNodes].map((child, at) => <Fragment key={at}>{oneNode(child)}</Fragment>);
}

function oneNode(node: Node): ReactNode {
  if (node instanceof Text) return node.data;
  if (!(node instanceof HTMLElement)) return undefined;
  if (['SCRIPT', 'STYLE', 'TEMPLATE', 'IFRAME', 'OBJECT', 'NOSCRIPT'].includes(node.tagName))
    return undefined;
  if (node instanceof HTMLAnchorElement) return linkOf(node);
  const tag = TAGS[node.tagName];
  if (tag === undefined) return childrenOf(node);
  return tag === 'br' ? <br /> : createElement(tag, {}, ...childrenOf(node));
}

function linkOf(anchor: HTMLAnchorElement): ReactNode {
  const href = anchor.getAttribute('href') ?? '';
  if (!/^https?:\/\//i.test(href)) return childrenOf(anchor);
  return (
    <a href={href} rel="noreferrer noopener" target="_blank">
      {childrenOf(anchor)}
    </a>
  );
}

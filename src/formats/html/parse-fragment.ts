import { defaultTreeAdapter, parseFragment as parseWithParse5, type DefaultTreeAdapterTypes } from 'parse5';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { FormatRefusal } from '#domain/item/document-refusal.ts';

/** Limits of one body: characters, nodes built while parsing, and open elements at one time. */
export const HTML_LIMITS = { characters: 1_048_576, nodes: 20_000, depth: 128 } as const;

type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/**
 * Parses as a browser would (WHATWG HTML), and stops as soon as a limit is passed: the adoption agency can make far more
 * nodes than there are tags, so nodes are counted when they are made, not afterwards.
 */
export function parseFragment(html: string): Result<readonly HtmlNode[], FormatRefusal> {
  if (html.length > HTML_LIMITS.characters)
    return over(
      'html-too-large',
      `The text has ${html.length} characters; ${HTML_LIMITS.characters} are read.`,
    );
  const budget = { nodes: 0, depth: 0 };
  try {
    const fragment = parseWithParse5(html, { scriptingEnabled: false, treeAdapter: counting(budget) });
    return accept(fragment.childNodes);
  } catch (problem) {
    if (!(problem instanceof OverLimit)) throw problem;
    return problem.limit === 'nodes'
      ? over('html-too-many-nodes', `The markup makes more than ${HTML_LIMITS.nodes} nodes.`)
      : over('html-too-deep', `The markup nests deeper than ${HTML_LIMITS.depth} elements.`);
  }
}

/** Leaves the parser from inside its tree builder, which has no other way to stop; caught right above. */
class OverLimit extends Error {
  readonly limit: 'nodes' | 'depth';

  constructor(limit: 'nodes' | 'depth') {
    super(limit);
    this.limit = limit;
  }
}

function counting(budget: { nodes: number; depth: number }): typeof defaultTreeAdapter {
  const count = (): void => {
    budget.nodes += 1;
    if (budget.nodes > HTML_LIMITS.nodes) throw new OverLimit('nodes');
  };
  return {
    ...defaultTreeAdapter,
    createElement(tagName, namespaceURI, attrs) {
      count();
      return defaultTreeAdapter.createElement(tagName, namespaceURI, attrs);
    },
    createCommentNode(data) {
      count();
      return defaultTreeAdapter.createCommentNode(data);
    },
    createTextNode(value) {
      count();
      return defaultTreeAdapter.createTextNode(value);
    },
    insertText(parentNode, text) {
      const last = parentNode.childNodes.at(-1);
      if (last === undefined || !defaultTreeAdapter.isTextNode(last)) count();
      defaultTreeAdapter.insertText(parentNode, text);
    },
    onItemPush() {
      budget.depth += 1;
      if (budget.depth > HTML_LIMITS.depth + 1) throw new OverLimit('depth');
    },
    onItemPop() {
      budget.depth -= 1;
    },
  };
}

function over(code: 'html-too-large' | 'html-too-many-nodes' | 'html-too-deep', detail: string) {
  return refuse({ code, at: '', detail });
}

import jsonld from 'jsonld';
import { CONTEXTS } from '#formats/odrl/contexts.ts';

type Contexts = readonly { readonly url: string; readonly document: unknown }[];

/**
 * The document as N-Quads, sorted. Safe mode: what the contexts do not explain is an error and not left out; any context
 * but those shipped is refused, so nothing is fetched.
 */
export async function quadsOf(document: unknown, contexts: Contexts = CONTEXTS): Promise<readonly string[]> {
  const documentLoader = async (url: string) => {
    const shipped = contexts.find((one) => one.url === url);
    if (!shipped) throw new Error(`no context ${url} is shipped`);
    return { documentUrl: url, document: structuredClone(shipped.document) };
  };
  const quads: unknown = await jsonld.toRDF(structuredClone(document), {
    safe: true,
    documentLoader,
    format: 'application/n-quads',
  });
  if (typeof quads !== 'string') throw new Error('jsonld printed no N-Quads');
  return quads
    .split('\n')
    .filter((line) => line !== '')
    .toSorted();
}

import type { Reply } from '#contract/endpoint.ts';
import type { changeSource, discardRefusedDocument } from '#contract/source.ts';
import type { trySource } from '#contract/source-look.ts';
import type { DocumentLook } from '#formats/look-at-document.ts';
import { silenceOf } from '#app/item/source-trouble.ts';
import type { Instant } from '#kernel/instant.ts';
import type { RefusedDocument, Source } from '#ports/source-store.ts';

/** A source without its secrets and where its reading stands. */
export function sourceShape(source: Source, at: Instant): Reply<typeof changeSource>['source'] {
  const {
    cursor: _cursor,
    sealedSecret: _secret,
    sealedHeaders: _headers,
    arrivals: _arrivals,
    settings: { headerNames, ...settings },
    ...shown
  } = source;
  const silentSince = silenceOf(source, at);
  return {
    ...shown,
    settings: { ...settings, ...(headerNames ? { headerNames: [...headerNames] } : {}) },
    ...(silentSince === undefined ? {} : { silentSince }),
  };
}

/** What one document would bring. */
export function lookShape(look: DocumentLook): Reply<typeof trySource>['look'] {
  return {
    ...look,
    items: look.items.map((item) => ({ ...item, topics: [...item.topics], notes: [...item.notes] })),
    dropped: [...look.dropped],
    warnings: [...look.warnings],
  };
}

export function refusedShape({
  digest: _digest,
  ...document
}: RefusedDocument): Reply<typeof discardRefusedDocument>['document'] {
  return document;
}

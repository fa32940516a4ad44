import type { Json } from '#kernel/json.ts';
import type { PublicationQuestion } from '#domain/publication/judge-publication.ts';
import { canonicalJson } from '#formats/envelope/canonical-json.ts';

/** One spelling of everything a decision to publish was made from, so that its digest can be checked later. */
export function decisionInputs(question: PublicationQuestion): string {
  const { item, state, publisher, translation, at } = question;
  const agreements = [...question.agreements.directions.values()].flat().map(({ inForce }) => inForce.digest);
  const facts: Json = {
    at,
    actor: publisher.did,
    territory: publisher.territory,
    targetLanguage: translation?.language ?? null,
    agreements: [...new Set(agreements)].toSorted(),
    item: {
      uri: item.uri,
      provider: item.provider,
      version: item.version ?? null,
      latestVersion: item.latestVersion ?? null,
      status: item.status ?? null,
      embargoEndAt: item.embargoEndAt ?? null,
    },
    state: {
      headAgeSeconds: state.headAgeSeconds ?? null,
      counts: Object.fromEntries(state.counts),
      counted: [...(state.counted ?? [])].toSorted(),
      linkBack: state.duties.linkBack ?? null,
    },
  };
  return canonicalJson(facts);
}

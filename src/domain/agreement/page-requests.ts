import type { Did } from './agreement.ts';
import type { UseRequest, UseState } from './use-question.ts';

/** A newsroom that publishes on its own web pages, in its declared market. */
type Publisher = { readonly did: Did; readonly territory: string };

/** What is asked to publish a page. One wording for every door, since an override answers exactly one question. */
export function askToPublish({ did: actor, territory }: Publisher): UseRequest {
  return { actor, action: 'publish', channel: 'web', territory };
}

/** What is asked to translate a story for such a page, whether it is taken for that, begun, shown as possible or published. */
export function askToTranslate({ did: actor, territory }: Publisher, targetLanguage: string): UseRequest {
  return { actor, action: 'translate', channel: 'web', territory, targetLanguage };
}

/** What is asked to edit and shorten a story for such a page, in the language that it came in. */
export function askToModify({ did: actor, territory }: Publisher): UseRequest {
  return { actor, action: 'modify', channel: 'web', territory };
}

/** What is asked to print so many words of a story, as they stand in it. */
export function askToExtract({ did: actor, territory }: Publisher, wordCount: number): UseRequest {
  return { actor, action: 'extract', channel: 'web', territory, wordCount };
}

/** What is asked to learn words from a story and its translation into a language, and to draw on them. */
export function askToRemember({ did: actor }: Pick<Publisher, 'did'>, targetLanguage: string): UseRequest {
  return { actor, action: 'keepInMemory', targetLanguage };
}

/** What is asked to hand a story to a service outside of the house that reads it by program. */
export function askToMine({ did: actor }: Pick<Publisher, 'did'>): UseRequest {
  return { actor, action: 'mineData' };
}

/** Every translation that the newsroom may want: into its languages, and into those that an override names. */
export function askToTranslateAny(
  publisher: Publisher & { readonly languages: readonly string[] },
  { overrides = [] }: Pick<UseState, 'overrides'>,
): readonly UseRequest[] {
  const overridden = overrides.flatMap(({ language }) => language ?? []);
  return [...new Set([...publisher.languages, ...overridden])].map((language) =>
    askToTranslate(publisher, language),
  );
}

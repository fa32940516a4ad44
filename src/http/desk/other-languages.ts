import type { FastifyInstance } from 'fastify';
import type { LexiconsFor } from '#app/translation/memory/recall-memory.ts';
import * as contract from '#contract/other-languages.ts';
import { primarySubtag } from '#domain/search/question.ts';
import { questionOfStory, termsOfStory } from '#formats/lexicon/question-of-story.ts';
import { accept, refuse } from '#kernel/result.ts';
import type { AlikeStoryReads } from '#ports/reads/alike-stories.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { StoryReads } from '#ports/reads/story.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

type OtherLanguagesNeeds = {
  readonly stories: Pick<StoryReads, 'read'>;
  readonly alike: AlikeStoryReads;
  readonly agencies: Pick<AgencyDirectory, 'find'>;
  readonly lexiconsFor: LexiconsFor;
};

/** Ranking tells which are likeliest, and no score tells which are the same: so few are shown, and a person decides. */
const MOST_STORIES = 5;
const MOST_SHARED = 8;

/** The same event as other languages tell it. */
export function mountOtherLanguages(server: FastifyInstance, needs: OtherLanguagesNeeds): void {
  mount(server, contract.listInOtherLanguages, async ({ agencyId, params, at }) => {
    const story = await needs.stories.read(agencyId, params.id, at);
    if (!story) return refuse({ code: 'not-found' });
    const exceptIn = primarySubtag(story.language);
    const agency = await agencyOf(needs.agencies, agencyId);
    const lexicons = await needs.lexiconsFor({ agency, at }, termsOfStory(story));
    const terms = questionOfStory(story, { lexicons });
    const asked = { storyId: story.id, terms, exceptIn, most: MOST_STORIES, at };
    const alike = await needs.alike.list(agencyId, asked);
    return accept({
      alike: alike.map(({ story: line, shared }) => ({ story: line, shared: shared.slice(0, MOST_SHARED) })),
    });
  });
}

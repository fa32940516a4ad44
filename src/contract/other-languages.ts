import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { IdParams } from '#contract/shapes.ts';
import { StoryLine } from '#contract/wire.ts';

export const listInOtherLanguages = endpoint({
  method: 'GET',
  path: '/api/stories/:id/in-other-languages',
  permission: 'read-wire',
  summary: 'Stories in other languages that may tell of the same event, likeliest first; a person decides',
  params: IdParams,
  reply: Type.Object({
    alike: Type.Array(
      Type.Object({
        story: StoryLine,
        shared: Type.Array(
          Type.Object({
            term: Type.String(),
            what: Type.Union([Type.Literal('name'), Type.Literal('number'), Type.Literal('word')]),
          }),
          {
            description:
              'what both have, in the words of the story that was asked of, the most telling first',
          },
        ),
      }),
    ),
  }),
});

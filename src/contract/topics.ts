import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Trilingual } from '#contract/shapes.ts';

const Language = Type.Union([Type.Literal('vi'), Type.Literal('zh-Hans'), Type.Literal('en')]);

/** A media topic to choose. A name that nobody has is empty. */
const TopicShape = Type.Object({
  code: Type.String({ description: 'such as medtop:20000344' }),
  name: Trilingual,
  ours: Type.Array(Language, { description: 'languages in which the name is not IPTC’s own' }),
  broader: Type.Array(Type.String()),
});

export const listTopics = endpoint({
  method: 'GET',
  path: '/api/topics',
  permission: 'read-wire',
  keyScope: 'read-wire',
  summary: 'The media topics that this node knows, without the retired ones, in the order of codes',
  reply: Type.Object({
    release: Type.String({ description: 'day of the release of IPTC' }),
    imported: Type.Boolean({ description: 'false: only those that come with the house' }),
    topics: Type.Array(TopicShape),
  }),
});

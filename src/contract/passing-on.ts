import { Type } from 'typebox';
import { endpoint } from '#contract/endpoint.ts';
import { Done, IdParams } from '#contract/shapes.ts';

const Did = Type.String({ minLength: 1, maxLength: 500 });

export const passOn = endpoint({
  method: 'POST',
  path: '/api/stories/:id/passing-on',
  permission: 'publish',
  summary: 'Pass a partner’s story on to a third party, when both agreements say so; later versions follow',
  params: IdParams,
  body: Type.Object({ partner: Did }),
  reply: Done,
});

export const takeBack = endpoint({
  method: 'POST',
  path: '/api/stories/:id/passing-on/end',
  permission: 'publish',
  summary:
    'End the passing on of a story to one third party: it is off offer there, whoever took it keeps it',
  params: IdParams,
  body: Type.Object({ partner: Did, publicReason: Type.String({ minLength: 1, maxLength: 2000 }) }),
  reply: Done,
});

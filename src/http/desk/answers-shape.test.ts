import fc from 'fast-check';
import { expect, test } from 'vitest';
import { validAnswers } from '#tests/town/arbitrary-answers.ts';
import { draftAgreement } from '#contract/agreement.ts';
import { isBodyOf } from '#contract/read-reply.ts';
import { durationOf } from '#domain/agreement/draft-direction.ts';
import { settleAnswers } from '#domain/agreement/settle-answers.ts';
import type { DirectionAnswers, TemplateAnswers } from '#domain/agreement/template-answers.ts';
import type { Duration } from '#kernel/duration.ts';
import { answersShape } from './answers-shape.ts';
import { questionsOf } from './draft-questions.ts';

const PARTNER = 'did:web:b.example';

test('whatever the rules can be answered, the desk asks and answers alike, but for times it has no measure for', () => {
  fc.assert(
    fc.property(validAnswers.map(inDeskMeasures), (answers) => {
      const shape = answersShape(settleAnswers(answers), [PARTNER]);
      if (!isBodyOf(draftAgreement, shape)) throw new Error(JSON.stringify(shape));
      const again = questionsOf(shape);
      if (!again.ok) throw new Error(again.error.field);
      const { partner, ...questions } = again.value;
      expect(partner).toBe(PARTNER);
      const { title } = shape;
      expect(settleAnswers({ ...questions, parties: answers.parties })).toEqual({
        ...settleAnswers(answers),
        title,
      });
    }),
    { numRuns: 300 },
  );
});

test('a time that the desk has no measure for is left open', () => {
  const [answers] = fc.sample(validAnswers, { numRuns: 1, seed: 1 });
  if (!answers) throw new Error('no sample');
  const shape = answersShape({ ...answers, noticePeriod: durationOf('P1M') }, [PARTNER]);
  expect(shape.noticeDays).toBeUndefined();
});

/** Days for notice and tail, months for the archive. */
function inDeskMeasures(answers: TemplateAnswers): TemplateAnswers {
  const { receive } = answers;
  return {
    ...answers,
    ...(answers.noticePeriod ? { noticePeriod: inUnit(answers.noticePeriod, 'P60D') } : {}),
    ...(answers.curePeriod ? { curePeriod: inUnit(answers.curePeriod, 'P14D') } : {}),
    ...(answers.tailPeriod ? { tailPeriod: inUnit(answers.tailPeriod, 'P365D') } : {}),
    give: inMonths(answers.give),
    ...(receive ? { receive: inMonths(receive) } : {}),
  };
}

function inUnit(time: Duration, otherwise: string): Duration {
  return time.endsWith('D') ? time : durationOf(otherwise);
}

function inMonths({ archiveFor, ...rest }: DirectionAnswers): DirectionAnswers {
  return archiveFor === undefined
    ? rest
    : { ...rest, archiveFor: archiveFor.endsWith('M') ? archiveFor : durationOf('P24M') };
}

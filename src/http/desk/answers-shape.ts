import type { Static } from 'typebox';
import type { AgreementDraft, DirectionAnswers } from '#contract/agreement.ts';
import type { Duration } from '#kernel/duration.ts';
import type {
  DirectionAnswers as GivenAnswers,
  TemplateAnswers,
} from '#domain/agreement/template-answers.ts';

type Draft = Static<typeof AgreementDraft>;
type Shaped = Omit<Draft, 'give' | 'receive' | 'contacts'> & {
  give: Static<typeof DirectionAnswers>;
  receive?: Static<typeof DirectionAnswers>;
  contacts?: NonNullable<Draft['contacts']>;
};

/**
 * Answers of the rules as the desk asks them, the way back from `questionsOf`. What the desk has no measure for is left out:
 * it stays as the document has it until somebody answers that question. The caller checks the shape.
 */
export function answersShape(answers: TemplateAnswers, [partner = '', ...others]: readonly string[]): Shaped {
  const { template, title, governingLanguage, effectiveFrom, effectiveUntil, text } = answers;
  const { give, receive, tailPolicy, indexPolicy, commitments } = answers;
  const any = title.en ?? title.vi ?? title['zh-Hans'] ?? '';
  return {
    template,
    partner,
    ...(others.length > 0 ? { others } : {}),
    title: { vi: any, 'zh-Hans': any, en: any, ...title },
    governingLanguage,
    effectiveFrom,
    ...(effectiveUntil === undefined ? {} : { effectiveUntil }),
    ...timesOf(answers),
    ...(tailPolicy === undefined ? {} : { tailPolicy }),
    ...(indexPolicy === undefined ? {} : { indexPolicy }),
    ...(text ? { text } : {}),
    ...contactsOf(answers),
    ...(commitments ? { commitments: commitments.map((one) => ({ ...one, title: { ...one.title } })) } : {}),
    give: directionShape(give),
    ...(receive ? { receive: directionShape(receive) } : {}),
  };
}

function timesOf({ freshness, noticePeriod, curePeriod, tailPeriod }: TemplateAnswers) {
  const noticeDays = countIn(noticePeriod, DAYS);
  const cureDays = countIn(curePeriod, DAYS);
  const tailDays = countIn(tailPeriod, DAYS);
  return {
    freshnessMinutes: countIn(freshness, MINUTES) ?? USUAL_MINUTES,
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(cureDays === undefined ? {} : { cureDays }),
    ...(tailDays === undefined ? {} : { tailDays }),
  };
}

/** Addresses without a purpose have no question. */
function contactsOf({ contacts = [] }: TemplateAnswers): Pick<Shaped, 'contacts'> {
  const asked = contacts.flatMap(({ party, contact }) => {
    if (contact.purpose === 'general') return [];
    const { purpose, name, ...rest } = contact;
    return [{ party, contactFor: purpose, name: { ...name }, ...rest }];
  });
  return asked.length > 0 ? { contacts: asked } : {};
}

function directionShape({ archiveFor, creditWording, ...answers }: GivenAnswers): Shaped['give'] {
  const { topics, newsTypes, languages, channels, territories, translateInto } = answers;
  const { providers, products, passOnTo, ...rest } = answers;
  const archiveMonths = countIn(archiveFor, MONTHS);
  return {
    ...rest,
    topics: [...topics],
    newsTypes: [...newsTypes],
    languages: [...languages],
    channels: [...channels],
    territories: [...territories],
    translateInto: [...translateInto],
    ...(providers ? { providers: [...providers] } : {}),
    ...(products ? { products: [...products] } : {}),
    ...(passOnTo ? { passOnTo: [...passOnTo] } : {}),
    ...(creditWording ? { creditWording: { ...creditWording } } : {}),
    ...(archiveMonths === undefined ? {} : { archiveMonths }),
  };
}

const USUAL_MINUTES = 15;
const MINUTES = /^PT([1-9]\d*)M$/;
const DAYS = /^P([1-9]\d*)D$/;
const MONTHS = /^P([1-9]\d*)M$/;

/** So many of the desk's measure; undefined for a time said in another. */
function countIn(time: Duration | undefined, measure: RegExp): number | undefined {
  const count = measure.exec(time ?? '')?.[1];
  return count === undefined ? undefined : Number(count);
}

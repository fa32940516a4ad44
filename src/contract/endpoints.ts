import type { Endpoint } from '#contract/endpoint.ts';
import * as apiKey from '#contract/api-key.ts';
import * as alert from '#contract/alert.ts';
import * as agreement from '#contract/agreement.ts';
import * as agreementEndings from '#contract/agreement-endings.ts';
import * as commitment from '#contract/commitment.ts';
import * as correction from '#contract/correction.ts';
import * as destination from '#contract/destination.ts';
import * as dialect from '#contract/dialect.ts';
import * as changes from '#contract/changes.ts';
import * as chain from '#contract/chain.ts';
import * as drill from '#contract/drill.ts';
import * as explanation from '#contract/explanation.ts';
import * as storyExport from '#contract/export.ts';
import * as keptAnswers from '#contract/kept-answers.ts';
import * as otherLanguages from '#contract/other-languages.ts';
import * as paper from '#contract/paper.ts';
import * as partner from '#contract/partner.ts';
import * as passingOn from '#contract/passing-on.ts';
import * as people from '#contract/people.ts';
import * as publication from '#contract/publication.ts';
import * as register from '#contract/register.ts';
import * as override from '#contract/override.ts';
import * as restriction from '#contract/restriction.ts';
import * as session from '#contract/session.ts';
import * as simulation from '#contract/simulation.ts';
import * as signing from '#contract/signing.ts';
import * as source from '#contract/source.ts';
import * as sourceLook from '#contract/source-look.ts';
import * as talks from '#contract/talks.ts';
import * as topics from '#contract/topics.ts';
import * as today from '#contract/today.ts';
import * as translation from '#contract/translation.ts';
import * as wire from '#contract/wire.ts';

const CAPABILITIES = [
  session,
  people,
  apiKey,
  today,
  changes,
  wire,
  alert,
  chain,
  otherLanguages,
  topics,
  translation,
  explanation,
  storyExport,
  publication,
  override,
  restriction,
  correction,
  drill,
  agreement,
  agreementEndings,
  register,
  commitment,
  signing,
  simulation,
  talks,
  keptAnswers,
  paper,
  partner,
  passingOn,
  source,
  sourceLook,
  destination,
  dialect,
] as const;

function isEndpoint(value: unknown): value is Endpoint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'method' in value &&
    'path' in value &&
    'permission' in value &&
    'reply' in value
  );
}

/**
 * Every door of the desk API by its name in the code: OpenAPI and the authorisation matrix (T04) are made of this list,
 * so a new file of endpoints is added here.
 */
export const ENDPOINTS: readonly { readonly name: string; readonly endpoint: Endpoint }[] =
  CAPABILITIES.flatMap((capability) =>
    Object.entries(capability)
      .filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1]))
      .map(([name, endpoint]) => ({ name, endpoint })),
  );

import type { FastifyInstance } from 'fastify';
import * as contract from '#contract/translation.ts';
import type { Reply } from '#contract/endpoint.ts';
import type { PublishNeeds } from '#app/publication/publish-needs.ts';
import { viewTranslation, type TranslationView } from '#app/publication/view-translation.ts';
import { saveTranslation, type SaveNeeds } from '#app/translation/save-translation.ts';
import { startTranslation, type StartNeeds } from '#app/translation/start-translation.ts';
import { storyPath } from '#domain/publication/story-path.ts';
import { originOfDid } from '#domain/newsroom/origin-of-did.ts';
import { accept } from '#kernel/result.ts';
import type { AgencyDirectory } from '#ports/partner-store.ts';
import type { PublicationReads } from '#ports/reads/publications.ts';
import { agencyOf } from '../agency-of.ts';
import { mount } from '../mount.ts';

export type TranslationDeskNeeds = StartNeeds &
  SaveNeeds &
  Pick<PublishNeeds, 'transact'> & {
    readonly agencies: AgencyDirectory;
    readonly publicationReads: PublicationReads;
  };

/** Translations: open one, read it beside its source, save some blocks. */
export function mountTranslation(server: FastifyInstance, needs: TranslationDeskNeeds): void {
  mount(server, contract.startTranslation, async ({ agencyId, session, params, body, at }) => {
    const { language } = body;
    const started = await startTranslation(needs, {
      agencyId,
      storyId: params.id,
      language,
      personId: session.personId,
      at,
    });
    return started.ok ? accept({ id: started.value.id }) : started;
  });

  mount(server, contract.readTranslation, async ({ agencyId, session, params, at }) => {
    const agency = await agencyOf(needs.agencies, agencyId);
    const asked = { translationId: params.id, personId: session.personId, at };
    const view = await viewTranslation(needs, agency, asked);
    return view.ok ? accept(shown(view.value, originOfDid(agency.did, server.door.publicOrigin))) : view;
  });

  mount(server, contract.listTranslations, async ({ agencyId }) =>
    accept({ translations: await needs.publicationReads.translations(agencyId) }),
  );

  mount(server, contract.saveTranslation, async ({ agencyId, session, params, body, at }) => {
    const order = { agencyId, translationId: params.id, personId: session.personId, at, ...body };
    const saved = await saveTranslation(needs, order);
    if (!saved.ok) return saved;
    const { revision, savedAt, state } = saved.value;
    return accept({ revision, savedAt, state });
  });
}

function shown(view: TranslationView, origin: string): Reply<typeof contract.readTranslation> {
  const { translation, publication, correctionNote, provider } = view;
  const { id, itemId, language, state, revision, sourceVersion, savedAt, blocks } = translation;
  const { did, name, ownership } = provider;
  return {
    id,
    storyId: itemId,
    provider: { did, name, ownership },
    sourceLanguage: view.sourceLanguage,
    language,
    state,
    revision,
    sourceVersion,
    latestVersion: view.latestVersion,
    ...(correctionNote === undefined ? {} : { correctionNote }),
    savedAt,
    blocks: [...blocks],
    may: { publish: view.mayPublish },
    ...(publication
      ? { publication: { id: publication.id, state: publication.state, url: urlOf(publication, origin) } }
      : {}),
  };
}

function urlOf(
  { language, slug, number }: NonNullable<TranslationView['publication']>,
  origin: string,
): string {
  return `${origin}${storyPath(language, slug, number)}`;
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  type SearchSchemaInput,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DeskFrame } from './frame/desk-frame.tsx';
import { DeskShell } from './frame/desk-shell.tsx';
import { LostAddress } from './frame/lost-page.tsx';
import { ApiKeyPage } from './pages/api-key/api-key-page.tsx';
import { AlertSettingsPage } from './pages/alert/alert-settings-page.tsx';
import { AlertsPage } from './pages/alert/alerts-page.tsx';
import { SearchListPage } from './pages/alert/search-list-page.tsx';
import { AgreementComparePage } from './pages/agreement/agreement-compare-page.tsx';
import { AgreementComposePage } from './pages/agreement/agreement-compose-page.tsx';
import { AgreementEditPage } from './pages/agreement/agreement-edit-page.tsx';
import { AgreementListPage } from './pages/agreement/agreement-list-page.tsx';
import { AgreementPage } from './pages/agreement/agreement-page.tsx';
import { SigningRulePage } from './pages/agreement/signing-rule-page.tsx';
import { CorrectStoryPage } from './pages/correction/correct-story-page.tsx';
import { CorrectionsPage } from './pages/correction/corrections-page.tsx';
import { KillStoryPage } from './pages/correction/kill-story-page.tsx';
import { WithholdStoryPage } from './pages/correction/withhold-story-page.tsx';
import { DestinationListPage } from './pages/destination/destination-list-page.tsx';
import { DestinationPage } from './pages/destination/destination-page.tsx';
import { DialectListPage } from './pages/dialect/dialect-list-page.tsx';
import { DialectMakePage } from './pages/dialect/dialect-make-page.tsx';
import { DialectPage } from './pages/dialect/dialect-page.tsx';
import { OverridePage } from './pages/override/override-page.tsx';
import { PartnerInvitePage } from './pages/partner/partner-invite-page.tsx';
import { PartnerListPage } from './pages/partner/partner-list-page.tsx';
import { PartnerPage } from './pages/partner/partner-page.tsx';
import { MePage } from './pages/people/me-page.tsx';
import { PeoplePage } from './pages/people/people-page.tsx';
import { PublishedPage } from './pages/publication/published-page.tsx';
import { PasswordPage } from './pages/session/password-page.tsx';
import { StartPage } from './pages/session/start-page.tsx';
import { SourceListPage } from './pages/source/source-list-page.tsx';
import { SourcePage } from './pages/source/source-page.tsx';
import { StoryPage } from './pages/story/story-page.tsx';
import { TodayPage } from './pages/today/today-page.tsx';
import { BenchPage } from './pages/translation/bench-page.tsx';
import { TranslationListPage } from './pages/translation/translation-list-page.tsx';
import { FILTER_NAMES } from './pages/wire/use-wire.ts';
import { WirePage } from './pages/wire/wire-page.tsx';
import { SessionGate } from './session.tsx';

/** The search part of an address: plain texts by name, whatever else stands there is dropped. */
type Texts<Name extends string> = { readonly [N in Name]?: string };
type Loose<Name extends string> = Texts<Name> & SearchSchemaInput;

function texts<const Name extends string>(...names: readonly Name[]) {
  return (search: Loose<Name>): Texts<Name> => {
    const found: { [N in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') found[name] = value;
    }
    return found;
  };
}

const root = createRootRoute({ component: DeskShell, notFoundComponent: LostAddress });

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: StartPage,
  validateSearch: texts('next'),
});
const password = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: PasswordPage,
  validateSearch: texts('token'),
});

/** Everything that needs a seat. */
const desk = createRoute({ getParentRoute: () => root, id: 'desk', component: SeatedDesk });

function SeatedDesk(): ReactNode {
  return (
    <SessionGate>
      <DeskFrame>
        <Outlet />
      </DeskFrame>
    </SessionGate>
  );
}

const under = { getParentRoute: () => desk } as const;

const today = createRoute({ ...under, path: '/', component: TodayPage });
const wire = createRoute({
  ...under,
  path: '/wire',
  component: WirePage,
  validateSearch: texts('q', 'asTyped', 'from', ...FILTER_NAMES, 'sort', 'aside', 'hour', 's', 'take'),
});
const alerts = createRoute({
  ...under,
  path: '/alerts',
  component: AlertsPage,
  validateSearch: texts('s'),
});
const searches = createRoute({
  ...under,
  path: '/searches',
  component: SearchListPage,
  validateSearch: texts('s', 'edit'),
});
const alertSettings = createRoute({ ...under, path: '/me/notifications', component: AlertSettingsPage });
const story = createRoute({
  ...under,
  path: '/s/$id',
  component: StoryPage,
  validateSearch: texts('publish', 'push', 'translation', 'take'),
});
const correct = createRoute({ ...under, path: '/s/$id/correct', component: CorrectStoryPage });
const withhold = createRoute({ ...under, path: '/s/$id/withhold', component: WithholdStoryPage });
const kill = createRoute({ ...under, path: '/s/$id/kill', component: KillStoryPage });
const translations = createRoute({
  ...under,
  path: '/translations',
  component: TranslationListPage,
  validateSearch: texts('s'),
});
const bench = createRoute({
  ...under,
  path: '/t/$id',
  component: BenchPage,
  validateSearch: texts('block', 'publish', 'push'),
});
const published = createRoute({
  ...under,
  path: '/published',
  component: PublishedPage,
  validateSearch: texts('s', 'withdraw'),
});
const corrections = createRoute({
  ...under,
  path: '/corrections',
  component: CorrectionsPage,
  validateSearch: texts('tab', 's', 'refuse'),
});
const agreements = createRoute({
  ...under,
  path: '/agreements',
  component: AgreementListPage,
  validateSearch: texts('s', 'state', 'partner', 'sort', 'words'),
});
const compareAgreements = createRoute({
  ...under,
  path: '/agreements/compare',
  component: AgreementComparePage,
  validateSearch: texts('one', 'other'),
});
const compose = createRoute({
  ...under,
  path: '/agreements/new',
  component: AgreementComposePage,
  validateSearch: texts('partner'),
});
const signingRule = createRoute({ ...under, path: '/agreements/signing', component: SigningRulePage });
const overrides = createRoute({ ...under, path: '/agreements/overrides', component: OverridePage });
const agreement = createRoute({
  ...under,
  path: '/agreements/$uid',
  component: AgreementPage,
  validateSearch: texts('view', 'ask', 'doc', 'from', 'clause'),
});
const editAgreement = createRoute({ ...under, path: '/agreements/$uid/edit', component: AgreementEditPage });
const partners = createRoute({
  ...under,
  path: '/partners',
  component: PartnerListPage,
  validateSearch: texts('s'),
});
const invite = createRoute({
  ...under,
  path: '/partners/invite',
  component: PartnerInvitePage,
  validateSearch: texts('url'),
});
const partner = createRoute({ ...under, path: '/partners/$did', component: PartnerPage });
const sources = createRoute({
  ...under,
  path: '/sources',
  component: SourceListPage,
  validateSearch: texts('add', 's'),
});
const source = createRoute({ ...under, path: '/sources/$id', component: SourcePage });
const destinations = createRoute({
  ...under,
  path: '/destinations',
  component: DestinationListPage,
  validateSearch: texts('add', 's'),
});
const destination = createRoute({
  ...under,
  path: '/destinations/$id',
  component: DestinationPage,
  validateSearch: texts('stories', 'log', 'set'),
});
const dialects = createRoute({
  ...under,
  path: '/sources/dialects',
  component: DialectListPage,
  validateSearch: texts('s'),
});
const makeDialect = createRoute({
  ...under,
  path: '/sources/dialects/new',
  component: DialectMakePage,
  validateSearch: texts('from'),
});
const dialect = createRoute({ ...under, path: '/sources/dialects/$id', component: DialectPage });
const people = createRoute({
  ...under,
  path: '/people',
  component: PeoplePage,
  validateSearch: texts('invite', 'close', 'link', 's'),
});
const apiKeys = createRoute({
  ...under,
  path: '/api-keys',
  component: ApiKeyPage,
  validateSearch: texts('make', 'revoke', 's'),
});
const me = createRoute({ ...under, path: '/me', component: MePage });

const tree = root.addChildren([
  start,
  password,
  desk.addChildren([
    today,
    wire,
    alerts,
    searches,
    alertSettings,
    story,
    correct,
    withhold,
    kill,
    translations,
    bench,
    published,
    corrections,
    agreements,
    compareAgreements,
    compose,
    signingRule,
    overrides,
    agreement,
    editAgreement,
    partners,
    invite,
    partner,
    sources,
    source,
    destinations,
    destination,
    dialects,
    makeDialect,
    dialect,
    people,
    apiKeys,
    me,
  ]),
]);

function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function printSearch(search: Record<string, unknown>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (typeof value === 'string') query.set(name, value);
  return query.size > 0 ? `?${query}` : '';
}

/** The address is the state of the screen: a copied link opens the same view for a colleague. */
export const router = createRouter({
  routeTree: tree,
  basepath: '/desk',
  parseSearch,
  stringifySearch: printSearch,
  scrollRestoration: true,
  defaultPreload: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

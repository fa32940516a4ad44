import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/permissions.ts';
import { TEMPLATE_TERMS } from '#contract/agreement-templates.ts';
import { callDesk } from '#tests/town/desk-call.ts';
import { twoAgencies, type Town, type TownAgency } from '#tests/town/two-agencies.ts';

let town: Town;
beforeAll(async () => {
  town = await twoAgencies();
  await town.pin();
});
afterAll(() => town.close());

const DRAFT = {
  template: 'news-exchange',
  partner: '',
  title: { vi: '', 'zh-Hans': '', en: '' },
  effectiveFrom: '2027-01-01T00:00:00.000Z',
  governingLanguage: 'en',
  ...TEMPLATE_TERMS['news-exchange'],
  contacts: [{ party: 'us', contactFor: 'legal', name: {}, email: '' }],
};
const UID = 'urn:uuid:01931c2e-7a10-7c3e-9d55-0a1b2c3d4e5f';

type Asked = { readonly about?: string; readonly base?: string; readonly quota?: number };
const draftOf = ({ quota }: Asked) =>
  quota === undefined ? DRAFT : { ...DRAFT, give: { ...DRAFT.give, quota } };
const keep = (role: Role, revision: number, asked: Asked = {}, one: TownAgency = town.hanoi) =>
  callDesk(one.server, role, {
    method: 'PUT',
    path: `/api/kept-answers/${asked.about ?? UID}`,
    body: { revision, draft: draftOf(asked), ...(asked.base ? { base: asked.base } : {}) },
  });
const read = async (role: Role, about = UID, base = '', one: TownAgency = town.hanoi) =>
  (
    await callDesk(one.server, role, {
      method: 'GET',
      path: `/api/kept-answers/${about}${base ? `?base=${base}` : ''}`,
    })
  ).json['kept'];

test('unfinished answers are taken up where they were left, and a colleague’s later keeping overwrites nothing', async () => {
  expect(await read('coordinator')).toBeNull();
  const first = await keep('coordinator', 0, { quota: 1 });
  expect(first).toMatchObject({ status: 200, json: { revision: 1 } });
  expect(await read('chief')).toMatchObject({ revision: 1, draft: draftOf({ quota: 1 }) });
  expect(await keep('chief', 1, { quota: 2 })).toMatchObject({ json: { revision: 2 } });
  const late = await keep('coordinator', 1, { quota: 3 });
  expect(late).toMatchObject({ status: 409, json: { code: 'answers-kept-by-other' } });
  const theirs = JSON.parse(JSON.stringify(await read('coordinator')));
  expect(theirs).toMatchObject({ revision: 2, draft: { give: { quota: 2 } } });
  expect(theirs.by).not.toBe('');
  expect(JSON.stringify(late.json)).toContain(theirs.by);
  expect(await keep('coordinator', 2, { quota: 3 })).toMatchObject({ json: { revision: 3 } });
});

test('who begins at the same moment as another is told too', async () => {
  const about = UID.replace('01931c2e', '11931c2e');
  expect(await keep('coordinator', 0, { about, quota: 1 })).toMatchObject({ status: 200 });
  expect(await keep('chief', 0, { about, quota: 2 })).toMatchObject({ status: 409 });
});

test('a new draft is the person’s own, and answers upon another document are not there', async () => {
  expect(await keep('coordinator', 0, { about: 'new', quota: 5 })).toMatchObject({ status: 200 });
  expect(await read('chief', 'new')).toBeNull();
  expect(await read('coordinator', 'new')).toMatchObject({ draft: { give: { quota: 5 } } });
  expect(await read('coordinator', 'new', '', town.nanning)).toBeNull();
  const about = UID.replace('01931c2e', '21931c2e');
  expect(await keep('coordinator', 0, { about, base: 'sha-256:one' })).toMatchObject({ status: 200 });
  expect(await read('coordinator', about, 'sha-256:two')).toBeNull();
  expect(await keep('chief', 0, { about, base: 'sha-256:two', quota: 2 })).toMatchObject({ status: 200 });
  expect(await keep('coordinator', 1, { about, base: 'sha-256:one', quota: 1 })).toMatchObject({
    status: 200,
  });
  expect(await read('chief', about, 'sha-256:two')).toMatchObject({ draft: { give: { quota: 2 } } });
});

test('forgotten answers are gone, and who may not draft keeps none', async () => {
  const about = UID.replace('01931c2e', '31931c2e');
  expect(await keep('coordinator', 0, { about })).toMatchObject({ status: 200 });
  const gone = await callDesk(town.hanoi.server, 'chief', {
    method: 'DELETE',
    path: `/api/kept-answers/${about}`,
  });
  expect(gone.status).toBe(200);
  expect(await read('coordinator', about)).toBeNull();
  expect(await keep('editor', 0, { about })).toMatchObject({ status: 403 });
});

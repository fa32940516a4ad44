import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { millisecondsOf } from '#kernel/instant.ts';
import { softAuthenticator } from '#tests/town/soft-authenticator.ts';
import { testBrowser } from '#tests/town/test-browser.ts';
import { DESK_ORIGIN, testDesk, type TestDesk } from '#tests/town/test-desk.ts';

const PASSWORD = 'sông Hàn chảy ra biển';
let desk: TestDesk;
let demo: TestDesk;
beforeAll(async () => {
  [desk, demo] = await Promise.all([testDesk({ isDemo: false }), testDesk({ isDemo: true })]);
});
afterAll(async () => {
  await Promise.all([desk.close(), demo.close()]);
});

const browserOf = (which: TestDesk, address?: string) => testBrowser(which.server, DESK_ORIGIN, address);

async function member(name: string, roles: Parameters<TestDesk['invite']>[1]) {
  const { id, email, token } = await desk.invite(name, roles);
  const browser = browserOf(desk);
  await browser.call('POST', '/api/password', { token, password: PASSWORD });
  const signedIn = await browser.call('POST', '/api/session', { email, password: PASSWORD });
  expect(signedIn.status).toBe(200);
  return { id, email, browser };
}

describe('a one-time link', () => {
  test('sets a password once, survives a weak one, and dies after three days', async () => {
    const { token } = await desk.invite('Once', ['viewer']);
    const browser = browserOf(desk);
    const weak = await browser.call('POST', '/api/password', { token, password: 'aaaaaaaaaaaa' });
    expect([weak.status, weak.at('code')]).toEqual([422, 'password-weak']);
    expect((await browser.call('POST', '/api/password', { token, password: PASSWORD })).status).toBe(200);
    const again = await browser.call('POST', '/api/password', { token, password: PASSWORD });
    expect([again.status, again.at('code')]).toEqual([410, 'link-unknown']);

    const late = await desk.invite('Late', ['viewer']);
    desk.pass(72 * 3600);
    const tried = await browser.call('POST', '/api/password', { token: late.token, password: PASSWORD });
    expect(tried.at('code')).toBe('link-unknown');
  });
});

describe('signing in', () => {
  test('gives a host-bound session cookie that no script can read, and a token to send back', async () => {
    const { email, browser } = await member('Cookie', ['editor']);
    const signedIn = await browser.call('POST', '/api/session', { email, password: PASSWORD });
    expect(String(signedIn.headers['set-cookie'])).toMatch(
      /^__Host-pactwire-4100=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(signedIn.at('session', 'roles')).toEqual(['editor']);
    expect(signedIn.at('session', 'csrf')).toMatch(/^[\w-]{43}$/);
    expect((await browser.call('GET', '/api/session')).at('session', 'person', 'email')).toBe(email);
  });

  test('says the same of a wrong password and of an account that is not there', async () => {
    const { email } = await member('Same', ['editor']);
    const wrong = await browserOf(desk).call('POST', '/api/session', { email, password: 'x' });
    const nobody = await browserOf(desk).call('POST', '/api/session', {
      email: 'no@demo.example',
      password: 'x',
    });
    const noEmail = await browserOf(desk).call('POST', '/api/session', { email: 'no', password: 'x' });
    for (const answer of [wrong, nobody, noEmail]) {
      expect({ ...Object(answer.body), instance: '' }).toEqual({ ...Object(wrong.body), instance: '' });
      expect(answer.status).toBe(401);
    }
  });

  test('ends the session the browser had before: a planted token is worth nothing', async () => {
    const { email, browser } = await member('Fixation', ['editor']);
    const planted = browser.cookie() ?? '';
    await browser.call('POST', '/api/session', { email, password: PASSWORD });
    expect(browser.cookie()).not.toBe(planted);
    const ridden = await desk.server.inject({ url: '/api/session', headers: { cookie: planted } });
    expect(ridden.json().session).toBeNull();
  });

  test('is put off after eight wrong passwords, for that visitor and account only', async () => {
    const { email } = await member('Throttle', ['editor']);
    const attacker = browserOf(desk, '203.0.113.77');
    for (let time = 0; time < 8; time += 1) {
      expect((await attacker.call('POST', '/api/session', { email, password: 'x' })).status).toBe(401);
    }
    const stopped = await attacker.call('POST', '/api/session', { email, password: PASSWORD });
    expect([stopped.status, stopped.at('code'), stopped.headers['retry-after']]).toEqual([
      429,
      'sign-in-throttled',
      '900',
    ]);
    const owner = browserOf(desk, '198.51.100.1');
    expect((await owner.call('POST', '/api/session', { email, password: PASSWORD })).status).toBe(200);
    desk.pass(901);
    expect((await attacker.call('POST', '/api/session', { email, password: PASSWORD })).status).toBe(200);
  });

  test('ends after 30 idle minutes, and at once by signing out', async () => {
    const { browser } = await member('Idle', ['editor']);
    desk.pass(1700);
    expect((await browser.call('GET', '/api/session')).at('session')).not.toBeNull();
    desk.pass(1700);
    expect((await browser.call('GET', '/api/session')).at('session')).not.toBeNull();
    desk.pass(1801);
    expect((await browser.call('GET', '/api/session')).at('session')).toBeNull();

    const other = await member('Leaves', ['editor']);
    const held = other.browser.cookie() ?? '';
    expect((await other.browser.call('DELETE', '/api/session')).status).toBe(200);
    expect(other.browser.cookie()).toBeUndefined();
    const ridden = await desk.server.inject({ url: '/api/session', headers: { cookie: held } });
    expect(ridden.json().session).toBeNull();
  });

  test('leaves no token, password hash or address in clear in the database or the log (I25, T19)', async () => {
    const { email } = await member('Canary', ['editor']);
    const browser = browserOf(desk, '203.0.113.77');
    await browser.call('POST', '/api/session', { email, password: PASSWORD });
    const token = (browser.cookie() ?? '').split('=')[1] ?? 'missing';
    const { rows } = await desk.database.app.pool.query(
      `select string_agg(s::text, '') as session, (select string_agg(p::text, '') from person p) as person from session s`,
    );
    const held = `${JSON.stringify(rows)}${desk.log.join('')}`;
    for (const secret of [token, PASSWORD, '203.0.113.77']) expect(held).not.toContain(secret);
    expect(desk.log.join('')).not.toContain(email);
  });
});

describe('one-time codes', () => {
  test('once confirmed are asked for, and each counts once', async () => {
    const { email, browser } = await member('Coder', ['editor']);
    const secret = String((await browser.call('POST', '/api/me/code')).at('secret'));
    const app = new TOTP({ secret: Secret.fromBase32(secret) });
    const shown = () => app.generate({ timestamp: millisecondsOf(desk.now()) });
    const wrong = await browser.call('PUT', '/api/me/code', { code: '000000' });
    expect(wrong.at('code')).toBe('code-wrong');
    const first = shown();
    expect((await browser.call('PUT', '/api/me/code', { code: first })).status).toBe(200);

    const attempt = (code?: string) =>
      browserOf(desk).call('POST', '/api/session', { email, password: PASSWORD, ...(code ? { code } : {}) });
    expect((await attempt()).at('code')).toBe('code-needed');
    expect((await attempt(first)).at('code')).toBe('sign-in-refused');
    desk.pass(31);
    const next = shown();
    expect((await attempt(next)).status).toBe(200);
    expect((await attempt(next)).at('code')).toBe('sign-in-refused');
  });

  test('stay in force while another secret is being set up', async () => {
    const { email, browser } = await member('Twice', ['editor']);
    const secret = String((await browser.call('POST', '/api/me/code')).at('secret'));
    const code = () =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: millisecondsOf(desk.now()) });
    await browser.call('PUT', '/api/me/code', { code: code() });
    await browser.call('POST', '/api/me/code');
    desk.pass(31);
    const signIn = { email, password: PASSWORD };
    expect((await browserOf(desk).call('POST', '/api/session', signIn)).at('code')).toBe('code-needed');
    expect((await browserOf(desk).call('POST', '/api/session', { ...signIn, code: code() })).status).toBe(
      200,
    );
  });
});

describe('a passkey', () => {
  test('registers, signs its person in once per ceremony, and shows in the list of people', async () => {
    const { browser, email } = await member('Keyholder', ['administrator']);
    const device = softAuthenticator(DESK_ORIGIN);
    const begun = await browser.call('POST', '/api/me/passkeys/options');
    const response = device.register(String(begun.at('options', 'challenge')));
    const added = await browser.call('POST', '/api/me/passkeys', {
      ceremony: begun.at('ceremony'),
      response,
    });
    expect(added.status).toBe(200);

    const fresh = browserOf(desk);
    const offered = await fresh.call('POST', '/api/session/passkey/options');
    const answer = {
      ceremony: offered.at('ceremony'),
      response: device.signIn(String(offered.at('options', 'challenge'))),
    };
    expect((await fresh.call('POST', '/api/session/passkey', answer)).status).toBe(200);
    const me = await fresh.call('GET', '/api/session');
    expect(me.at('session', 'person', 'email')).toBe(email);
    expect((await browserOf(desk).call('POST', '/api/session/passkey', answer)).at('code')).toBe(
      'ceremony-unknown',
    );
    const people = (await fresh.call('GET', '/api/people')).at('people');
    expect(people).toContainEqual(expect.objectContaining({ email, hasPasskey: true }));
  });

  test('that is removed opens nothing any more, and only its own person removes it', async () => {
    const { browser } = await member('Keyless', ['editor']);
    const device = softAuthenticator(DESK_ORIGIN);
    const begun = await browser.call('POST', '/api/me/passkeys/options');
    const response = device.register(String(begun.at('options', 'challenge')));
    await browser.call('POST', '/api/me/passkeys', { ceremony: begun.at('ceremony'), response });
    const id = String((await browser.call('GET', '/api/me/credentials')).at('passkeys', 0, 'id'));

    const other = await member('Stranger', ['administrator']);
    const stolen = await other.browser.call('DELETE', `/api/me/passkeys/${id}`);
    expect([stolen.status, stolen.at('code')]).toEqual([404, 'passkey-unknown']);
    expect((await browser.call('DELETE', `/api/me/passkeys/${id}`)).status).toBe(200);
    expect((await browser.call('GET', '/api/me/credentials')).at('passkeys')).toEqual([]);
    const fresh = browserOf(desk);
    const offered = await fresh.call('POST', '/api/session/passkey/options');
    const signIn = device.signIn(String(offered.at('options', 'challenge')));
    const refused = await fresh.call('POST', '/api/session/passkey', {
      ceremony: offered.at('ceremony'),
      response: signIn,
    });
    expect(refused.at('code')).toBe('passkey-refused');
  });

  test('that is the only way in stays', async () => {
    const { browser, id } = await member('Passwordless', ['editor']);
    const begun = await browser.call('POST', '/api/me/passkeys/options');
    const response = softAuthenticator(DESK_ORIGIN).register(String(begun.at('options', 'challenge')));
    await browser.call('POST', '/api/me/passkeys', { ceremony: begun.at('ceremony'), response });
    await desk.database.migrator.pool.query('update person set password_hash = null where id = $1', [id]);
    const key = String((await browser.call('GET', '/api/me/credentials')).at('passkeys', 0, 'id'));
    const refused = await browser.call('DELETE', `/api/me/passkeys/${key}`);
    expect([refused.status, refused.at('code')]).toEqual([409, 'passkey-last']);
  });

  test('ceremony begun by one person cannot be ended by another', async () => {
    const one = await member('Begins', ['editor']);
    const other = await member('Steals', ['editor']);
    const begun = await one.browser.call('POST', '/api/me/passkeys/options');
    const response = softAuthenticator(DESK_ORIGIN).register(String(begun.at('options', 'challenge')));
    const stolen = await other.browser.call('POST', '/api/me/passkeys', {
      ceremony: begun.at('ceremony'),
      response,
    });
    expect(stolen.at('code')).toBe('ceremony-unknown');
  });
});

describe('people', () => {
  test('are invited with a link that lets them in, listed, and given other roles', async () => {
    const { browser } = await member('Admin', ['administrator']);
    const invited = await browser.call('POST', '/api/people', {
      name: 'Lin Xiao',
      email: 'LIN@demo.example',
      language: 'zh-Hans',
      roles: ['translator'],
    });
    expect(invited.status).toBe(200);
    const token = String(invited.at('link')).split('#')[1];
    const lin = browserOf(desk);
    await lin.call('POST', '/api/password', { token, password: PASSWORD });
    await lin.call('POST', '/api/session', { email: 'lin@demo.example', password: PASSWORD });
    expect((await lin.call('GET', '/api/people')).at('code')).toBe('role-missing');

    const id = String(invited.at('person', 'id'));
    const changed = await browser.call('PUT', `/api/people/${id}/roles`, {
      roles: ['editor', 'administrator'],
    });
    expect(changed.at('person', 'roles')).toEqual(['administrator', 'editor']);
    expect((await lin.call('GET', '/api/session')).at('session')).toBeNull();
    await lin.call('POST', '/api/session', { email: 'lin@demo.example', password: PASSWORD });
    expect((await lin.call('GET', '/api/people')).status).toBe(200);

    const taken = await browser.call('POST', '/api/people', {
      name: 'Again',
      email: 'lin@demo.example',
      language: 'vi',
      roles: [],
    });
    expect([taken.status, taken.at('code')]).toEqual([409, 'email-taken']);
  });

  test('lose every session with their seat, and may be given a new link before', async () => {
    const admin = await member('Chief', ['administrator']);
    const leaver = await member('Leaver', ['editor']);
    const renewed = await admin.browser.call('POST', `/api/people/${leaver.id}/link`, { startOver: false });
    const token = String(renewed.at('link')).split('#')[1];
    const password = 'núi Ngũ Hành nhìn ra biển';
    expect((await leaver.browser.call('POST', '/api/password', { token, password })).status).toBe(200);
    expect((await leaver.browser.call('GET', '/api/session')).at('session')).toBeNull();
    await leaver.browser.call('POST', '/api/session', { email: leaver.email, password });

    expect((await admin.browser.call('DELETE', `/api/people/${leaver.id}`)).status).toBe(200);
    expect((await leaver.browser.call('GET', '/api/session')).at('session')).toBeNull();
    const back = await leaver.browser.call('POST', '/api/session', { email: leaver.email, password });
    expect(back.at('code')).toBe('sign-in-refused');
    const gone = await admin.browser.call('POST', `/api/people/${leaver.id}/link`, { startOver: false });
    expect(gone.at('code')).toBe('person-unknown');
  });

  test('who lost their phone too start over: the link takes codes and passkeys with the old password', async () => {
    const admin = await member('Helper', ['administrator']);
    const { id, email, browser } = await member('Phoneless', ['editor']);
    const secret = String((await browser.call('POST', '/api/me/code')).at('secret'));
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: millisecondsOf(desk.now()),
    });
    await browser.call('PUT', '/api/me/code', { code });
    const begun = await browser.call('POST', '/api/me/passkeys/options');
    const response = softAuthenticator(DESK_ORIGIN).register(String(begun.at('options', 'challenge')));
    await browser.call('POST', '/api/me/passkeys', { ceremony: begun.at('ceremony'), response });

    const password = 'núi Ngũ Hành nhìn ra biển';
    const renew = async (startOver: boolean) => {
      const renewed = await admin.browser.call('POST', `/api/people/${id}/link`, { startOver });
      await browserOf(desk).call('POST', '/api/password', {
        token: String(renewed.at('link')).split('#')[1],
        password,
      });
      return browserOf(desk).call('POST', '/api/session', { email, password });
    };
    expect((await renew(false)).at('code')).toBe('code-needed');
    const signedIn = await renew(true);
    expect(signedIn.status).toBe(200);
    const { rows } = await desk.database.migrator.pool.query(
      'select count(*)::int as left from passkey where person_id = $1',
      [id],
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  test('never lose their last administrator, not even to two changes at once', async () => {
    const lone = await testDesk({ isDemo: true });
    const one = await lone.invite('One', ['administrator'], true);
    const two = await lone.invite('Two', ['administrator'], true);
    const [first, second] = [browserOf(lone), browserOf(lone)];
    await first.call('POST', `/api/seats/${one.id}/session`);
    await second.call('POST', `/api/seats/${two.id}/session`);
    const answers = await Promise.all([
      first.call('PUT', `/api/people/${one.id}/roles`, { roles: ['viewer'] }),
      second.call('PUT', `/api/people/${two.id}/roles`, { roles: ['viewer'] }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    await lone.close();
  });
});

describe('demo seats', () => {
  test('are open on this computer, with their own roles, without a password', async () => {
    const { id } = await demo.invite('Seat', ['editor', 'translator'], true);
    const browser = browserOf(demo);
    expect((await browser.call('GET', '/api/seats')).at('seats')).toContainEqual({
      id,
      name: 'Seat',
      roles: ['editor', 'translator'],
      language: 'vi',
    });
    const sat = await browser.call('POST', `/api/seats/${id}/session`);
    expect([sat.status, sat.at('session', 'demo')]).toEqual([200, true]);
  });

  test('are closed to every other computer, to a proxy’s visitors, and to people with accounts', async () => {
    const { id } = await demo.invite('Closed', ['editor'], true);
    const real = await demo.invite('Real', ['editor']);
    const far = browserOf(demo, '192.168.1.7');
    expect((await far.call('GET', '/api/seats')).at('seats')).toEqual([]);
    expect((await far.call('POST', `/api/seats/${id}/session`)).at('code')).toBe('seats-closed');
    const proxied = await demo.server.inject({
      method: 'POST',
      url: `/api/seats/${id}/session`,
      headers: { 'x-forwarded-for': '127.0.0.1' },
    });
    expect(proxied.json().code).toBe('seats-closed');
    const taken = await browserOf(demo).call('POST', `/api/seats/${real.id}/session`);
    expect(taken.at('code')).toBe('seat-unknown');
  });

  test('do not exist on a node that is no demo', async () => {
    const { id } = await desk.invite('NoDemo', ['editor'], true);
    expect((await browserOf(desk).call('GET', '/api/seats')).at('seats')).toEqual([]);
    expect((await browserOf(desk).call('POST', `/api/seats/${id}/session`)).at('code')).toBe('seats-closed');
  });
});

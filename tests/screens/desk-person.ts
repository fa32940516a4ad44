import type { Page } from 'playwright-core';
import type { NewsroomDesk } from '#cli/demo/newsroom-desk.ts';
import type { Role } from '#contract/permissions.ts';
import { invitePerson } from '#contract/people.ts';
import { WORDS } from './desk-pages.ts';

export const PASSWORD = 'bốn chữ thường dễ nhớ';
const words = WORDS.en;

/** Lets the browser of a page answer passkey questions, as a device does whose person says yes each time. */
export async function givePasskeys(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** Somebody new: invited by the chief, with a password of their own, signed in on this page. Gives their e-mail. */
export async function joinDesk(
  page: Page,
  desk: { readonly origin: string; readonly chief: NewsroomDesk['chief'] },
  { name, roles }: { readonly name: string; readonly roles: readonly Role[] },
): Promise<string> {
  const email = `${roles.join('-')}@song-han.example`;
  const body = { name, email, language: 'vi', roles: [...roles] };
  const { link } = await desk.chief.demand(invitePerson, { body });
  await choosePassword(page, link, PASSWORD);
  await signInWithPassword(page, email, PASSWORD);
  await page.getByRole('heading', { level: 1, name: words.today.title }).waitFor();
  return email;
}

/** Opens a one-time link, sets the password, and goes on to the form that signs in. */
export async function choosePassword(page: Page, link: string, password: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel(words.start.newPassword).first().fill(password);
  await page.getByRole('button', { name: words.act.save }).click();
  await page.getByRole('link', { name: words.start.signIn }).click();
}

export async function signInWithPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(words.start.email).fill(email);
  await page.getByLabel(words.start.password).first().fill(password);
  await page.getByRole('button', { name: words.start.signIn, exact: true }).click();
}

export async function addPasskeyOn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/desk/me`);
  await page.getByRole('button', { name: words.me.addPasskey }).click();
  await page.getByText(words.me.passkeyAdded).first().waitFor();
}

import type { InterfaceLanguage, Trilingual } from '#kernel/language.ts';
import type { Instant } from '#kernel/instant.ts';
import type { SaidAgreement } from '#domain/agreement/say/say-agreement.ts';
import type { SigningLink } from '#domain/agreement/signing/signing-link.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { timeElement } from '../format-time.ts';
import { plainPage } from './plain-page.ts';
import { SIGNING_WORDS } from './signing-words.ts';

/** What stands in the room: who asks, what for, and the exact text. */
export type SignView = {
  readonly language: InterfaceLanguage;
  readonly path: string;
  readonly agency: { readonly name: Trilingual; readonly timeZone: string };
  readonly link: SigningLink;
  readonly state: 'open' | NonNullable<SigningLink['ended']>['how'] | 'expired';
  readonly said: SaidAgreement;
  readonly parties: readonly {
    readonly name: string;
    readonly thumbprint: string;
    readonly words: readonly string[];
  }[];
  /** What did not work last time, and what was typed; nothing on a first visit. */
  readonly failed?: Failed;
};

/** A refusal in the reader's words, with what they had typed so that they need not type it again. */
export type Failed = {
  readonly title: string;
  readonly next: string;
  readonly code: string;
  readonly name: string;
  readonly reason: string;
};

/** The signing room: read, compare, sign or reject. */
export function signPage(view: SignView): SafeHtml {
  const { language, path, agency, said, state, link } = view;
  const words = SIGNING_WORDS[language];
  return plainPage({
    language,
    path,
    title: words.title,
    owner: agency.name[language],
    main: html`<h1>${said.title[language]}</h1>
      ${failure(view)}
      ${
        state === 'open'
          ? html`<p>${words.lead(agency.name[language], link.invitee)}</p>
              <p>${words.asRole[link.role]} ${until(view)}</p>`
          : ending(view, state)
      }
      ${partiesPart(view)} ${textPart(view)} ${state === 'open' && forms(view)}`,
  });
}

/** A link that leads nowhere, or not any more to this text. */
export function noSignPage(
  language: InterfaceLanguage,
  path: string,
  problem: { readonly title: string; readonly next: string; readonly code: string },
): SafeHtml {
  const words = SIGNING_WORDS[language];
  return plainPage({
    language,
    path,
    title: words.title,
    main: html`<h1>${problem.title}</h1>
      <p>${problem.next}</p>
      <p class="meta"><code>${problem.code}</code></p>`,
  });
}

function until({ language, agency, link }: SignView): SafeHtml {
  const [before = '', after = ''] = SIGNING_WORDS[language].until('\n').split('\n');
  return html`${before}${moment(link.expiresAt, language, agency)}${after}`;
}

function moment(at: Instant, language: InterfaceLanguage, { timeZone }: SignView['agency']): SafeHtml {
  return timeElement(at, language, timeZone);
}

function ending({ language, link, agency }: SignView, state: Exclude<SignView['state'], 'open'>): SafeHtml {
  const words = SIGNING_WORDS[language];
  const { ended } = link;
  return html`<div class="told" role="status">
    <p><b>${words.over[state]}</b></p>
    ${ended && html`<p>${ended.name ?? ''} ${moment(ended.at, language, agency)}</p>`}
    <p>${words.nothingMore}</p>
  </div>`;
}

function failure({ language, failed }: SignView): SafeHtml | undefined {
  const words = SIGNING_WORDS[language];
  return failed
    ? html`<div class="told" role="alert">
        <p><b>${words.notDone}: ${failed.title}</b></p>
        <p>${words.whatNow}: ${failed.next}</p>
        <p class="meta"><code>${failed.code}</code></p>
      </div>`
    : undefined;
}

function partiesPart({ language, parties, link }: SignView): SafeHtml {
  const words = SIGNING_WORDS[language];
  return html`<section aria-labelledby="parties">
    <h2 id="parties">${words.parties}</h2>
    <p>${words.keyHelp}</p>
    ${parties.map(
      ({ name, thumbprint, words: spoken }) =>
        html`<div class="told plain">
          <p><b>${name}</b></p>
          <p>${words.key}: <span class="spoken">${spoken.join(' · ')}</span></p>
          <p class="meta"><code>${thumbprint}</code></p>
        </div>`,
    )}
    <p>${words.digest}:<br /><code>${link.digest}</code></p>
  </section>`;
}

function textPart({ language, said }: SignView): SafeHtml {
  const words = SIGNING_WORDS[language];
  return html`<section aria-labelledby="text">
    <h2 id="text">${words.text}</h2>
    <p>${said.preamble[language]}</p>
    <ol class="clauses">
      ${said.clauses.map(({ number, sentence }) => html`<li value="${number}">${sentence[language]}</li>`)}
    </ol>
  </section>`;
}

function forms({ language, path, link, failed }: SignView): SafeHtml {
  const words = SIGNING_WORDS[language];
  const target = `${path}?lang=${language}`;
  const nameAndCode = (which: string): SafeHtml => html`<p>
      <label for="${which}-name">${words.yourName}</label>
      <input
        id="${which}-name"
        name="name"
        required
        maxlength="200"
        autocomplete="name"
        value="${failed?.name ?? ''}"
      />
    </p>
    <p>
      <label for="${which}-code">${words.code}</label>
      <input
        id="${which}-code"
        name="code"
        required
        inputmode="numeric"
        autocomplete="off"
        maxlength="20"
        aria-describedby="${which}-help"
      />
      <span class="meta" id="${which}-help">${words.codeHelp}</span>
    </p>`;
  return html`<section aria-labelledby="sign">
    <h2 id="sign">${words.act[link.role]}</h2>
    <form method="post" action="${target}">
      ${nameAndCode('sign')}
      <p class="tick">
        <input type="checkbox" id="read" required /> <label for="read">${words.haveRead}</label>
      </p>
      <p class="meta">${words.decoration}</p>
      <button name="act" value="sign">${words.act[link.role]}</button>
    </form>
    <details ${failed?.reason !== undefined && failed.reason !== '' && html` open`}>
      <summary>${words.reject}</summary>
      <form method="post" action="${target}">
        <p>${words.rejectHelp}</p>
        <p>
          <label for="reason">${words.reason}</label>
          <textarea id="reason" name="reason" required maxlength="1000" rows="4">
${failed?.reason ?? ''}</textarea>
        </p>
        ${nameAndCode('reject')}
        <button class="quiet" name="act" value="reject">${words.rejectAct}</button>
      </form>
    </details>
  </section>`;
}

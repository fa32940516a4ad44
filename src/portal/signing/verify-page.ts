import type { InterfaceLanguage } from '#kernel/language.ts';
import type { SaidAgreement } from '#domain/agreement/say/say-agreement.ts';
import { html } from '#formats/html/html.ts';
import type { SafeHtml } from '#formats/html/safe-html.ts';
import { plainPage } from './plain-page.ts';
import { VERIFY_WORDS } from './verify-words.ts';

/** A file that was found genuine, as its reader sees it; the text is said from the signed terms, not read off its pages. */
export type VerifyView = {
  readonly isPdf: boolean;
  /** It is a whole evidence file, not a signed agreement alone. */
  readonly hasTrail: boolean;
  /** What the issuing side signed of the words and the trail. */
  readonly statement?: {
    readonly kid: string;
    readonly isKeyNamed: boolean;
    /** The release whose words they are, when today's would be others. */
    readonly formerRelease?: string;
  };
  readonly digest: string;
  readonly said: SaidAgreement;
  readonly signatures: readonly {
    readonly name: string;
    readonly kid: string;
    readonly thumbprint: string;
    readonly isKnown: boolean;
    readonly words: readonly string[];
  }[];
  readonly persons: readonly {
    readonly name: string;
    readonly role: string;
    readonly side: string;
    readonly at: string;
    readonly method: string;
    readonly isVerified: boolean;
  }[];
};

type Problem = {
  readonly title: string;
  readonly next: string;
  readonly code: string;
  readonly facts: string;
};

/** Where anybody brings a file and hears whether it is genuine; nothing is kept and nothing is asked of others. */
export function verifyPage(
  language: InterfaceLanguage,
  outcome?: { readonly view: VerifyView } | { readonly problem: Problem },
): SafeHtml {
  const words = VERIFY_WORDS[language];
  return plainPage({
    language,
    path: '/verify',
    title: words.title,
    main: html`<h1>${words.title}</h1>
      ${outcome && ('view' in outcome ? genuine(language, outcome.view) : refused(language, outcome.problem))}
      ${form(language, outcome !== undefined)}`,
  });
}

function form(language: InterfaceLanguage, again: boolean): SafeHtml {
  const words = VERIFY_WORDS[language];
  return html`<section aria-labelledby="check">
    <h2 id="check">${again ? words.another : words.check}</h2>
    <p>${words.lead}</p>
    <form method="post" action="/verify?lang=${language}" enctype="multipart/form-data">
      <p>
        <label for="file">${words.file}</label>
        <input
          type="file"
          id="file"
          name="file"
          required
          accept=".pdf,.json,application/pdf,application/json"
        />
      </p>
      <button>${words.check}</button>
    </form>
    <p class="meta">${words.offline}</p>
  </section>`;
}

function refused(language: InterfaceLanguage, { title, next, code, facts }: Problem): SafeHtml {
  return html`<div class="told" role="alert">
    <p><b>${VERIFY_WORDS[language].notGenuine}: ${title}</b></p>
    <p>${next}</p>
    <p class="meta"><code>${code}${facts === '' ? '' : ` ${facts}`}</code></p>
  </div>`;
}

function stated(
  language: InterfaceLanguage,
  { statement, hasTrail }: Pick<VerifyView, 'statement' | 'hasTrail'>,
): SafeHtml | false {
  const words = VERIFY_WORDS[language];
  if (!statement) return hasTrail && html`<p>${words.unstated}</p>`;
  const { kid, isKeyNamed, formerRelease } = statement;
  return html`<p>${words.stated}: <code>${kid}</code></p>
    ${!isKeyNamed && html`<p>${words.statedLaterKey}</p>`}
    ${formerRelease !== undefined && html`<p>${words.statedFormer(formerRelease)}</p>`}`;
}

function genuine(language: InterfaceLanguage, view: VerifyView): SafeHtml {
  const words = VERIFY_WORDS[language];
  const { said } = view;
  return html`<div class="told plain" role="status">
      <p><b>${words.genuine}</b></p>
      ${view.isPdf && html`<p>${words.genuinePages}</p>`} ${stated(language, view)}
      <p>${words.digest}:<br /><code>${view.digest}</code></p>
    </div>
    <section aria-labelledby="signatures">
      <h2 id="signatures">${words.signatures}</h2>
      ${view.signatures.map((one) => signature(language, one))}
    </section>
    <section aria-labelledby="persons">
      <h2 id="persons">${words.persons}</h2>
      ${
        view.persons.length === 0
          ? html`<p>${words.nobody}</p>`
          : html`<ul>
              ${view.persons.map((one) => person(language, one))}
            </ul>`
      }
    </section>
    <section aria-labelledby="text">
      <h2 id="text">${words.text}</h2>
      <h3>${said.title[language]}</h3>
      <p>${said.preamble[language]}</p>
      <ol class="clauses">
        ${said.clauses.map(({ number, sentence }) => html`<li value="${number}">${sentence[language]}</li>`)}
      </ol>
    </section>`;
}

function signature(language: InterfaceLanguage, one: VerifyView['signatures'][number]): SafeHtml {
  const words = VERIFY_WORDS[language];
  return html`<div class="told plain">
    <p><b>${one.name}</b>: ${words.holds}</p>
    <p>${one.isKnown ? words.known : words.unknown} <span class="spoken">${one.words.join(' · ')}</span></p>
    <p class="meta"><code>${one.kid}</code> <code>${one.thumbprint}</code></p>
  </div>`;
}

function person(language: InterfaceLanguage, one: VerifyView['persons'][number]): SafeHtml {
  const words = VERIFY_WORDS[language];
  return html`<li>
    <b>${one.name}</b>, ${one.role}, ${one.side}: ${one.isVerified ? words.verified : words.onWord}
    <span class="meta">${one.at} · ${one.method}</span>
  </li>`;
}

import { accept } from '#kernel/result.ts';
import { isJsonObject, type Json, type JsonObject } from '#kernel/json.ts';
import type { Translator } from '#ports/translator.ts';
import { jsonService, failed, textsRefused, type ServiceWorld } from './post-json.ts';

/** Where a service is, as the operator has set it: the whole address of what translates. */
export type TranslationService = {
  readonly kind: 'libretranslate' | 'deepl';
  readonly url: string;
  readonly key?: string;
};

type Languages = { readonly from: string; readonly to: string };
type Protocol = {
  readonly headers: (key: string | undefined) => Readonly<Record<string, string>>;
  readonly body: (texts: readonly string[], languages: Languages, key: string | undefined) => JsonObject;
  readonly texts: (answer: JsonObject) => readonly (Json | undefined)[] | undefined;
};

const MOST_BYTES = 4_194_304;
/** A translation that is so many times as long is none. */
const MOST_LONGER = 10;

/** LibreTranslate's `POST /translate` and DeepL's `POST /v2/translate`. */
const PROTOCOLS: Readonly<Record<TranslationService['kind'], Protocol>> = {
  libretranslate: {
    headers: () => ({}),
    body: (texts, { from, to }, key) => ({
      q: texts,
      source: primary(from),
      target: primary(to),
      format: 'text',
      ...(key === undefined ? {} : { api_key: key }),
    }),
    texts: ({ translatedText }) => (Array.isArray(translatedText) ? translatedText : undefined),
  },
  deepl: {
    headers: (key = '') => ({ authorization: `DeepL-Auth-Key ${key}` }),
    body: (texts, { from, to }) => ({
      text: texts,
      source_lang: primary(from).toUpperCase(),
      target_lang: TARGETS[primary(to)] ?? primary(to).toUpperCase(),
    }),
    texts: ({ translations }) =>
      Array.isArray(translations)
        ? translations.map((one) => (isJsonObject(one) ? one['text'] : undefined))
        : undefined,
  },
};

/** DeepL wants to know which English, and which script. */
const TARGETS: Readonly<Record<string, string>> = { en: 'EN-GB', zh: 'ZH-HANS' };

/** Believed is one text that is not empty for each that was sent, and none that is many times as long. */
export function httpTranslator({ kind, url, key }: TranslationService, world: ServiceWorld): Translator {
  const protocol = PROTOCOLS[kind];
  const service = jsonService({ url, headers: protocol.headers(key), maxBytes: MOST_BYTES }, world);
  return {
    engine: `${kind} ${new URL(url).host}`,
    isInHouse: service.isInHouse,
    async translate(texts, languages, withinMs) {
      const heard = await service.post(protocol.body(texts, languages, key), withinMs);
      if (!heard.ok) return heard;
      const translated = protocol.texts(heard.value);
      if (!translated) return failed('no translations came');
      const good = translated.flatMap((one, at) => (fits(one, texts[at] ?? '') ? [one] : []));
      return good.length === texts.length && translated.length === texts.length
        ? accept(good)
        : textsRefused(`${good.length} translations of ${texts.length} texts`);
    },
  };
}

function fits(translated: Json | undefined, source: string): translated is string {
  return (
    typeof translated === 'string' &&
    translated.trim() !== '' &&
    translated.length <= 100 + source.length * MOST_LONGER
  );
}

function primary(language: string): string {
  return (language.split('-')[0] ?? '').toLowerCase();
}

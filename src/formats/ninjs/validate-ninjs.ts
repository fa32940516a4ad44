import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Json } from '#kernel/json.ts';
import { isUri } from '../is-uri.ts';
import { pointerOf } from '../json/read-strict-json.ts';
import { ninjsSchema, type NinjsVersion } from './ninjs-schema.ts';

/** Where and why a document breaks the ninjs rules. `at` is a JSON pointer. */
export type NinjsFault = { readonly at: string; readonly why: string };

const compiled = new Map<NinjsVersion, ValidateFunction>();

/** Judges a document by one version of ninjs; undefined means valid. Compiled on first use, then reused. */
export function validateNinjs(value: Json, version: NinjsVersion): NinjsFault | undefined {
  const validate = compiled.get(version) ?? compile(version);
  if (validate(value)) return undefined;
  // Without allErrors the last entry is the rule that decided; earlier ones are its branches.
  const error = validate.errors?.at(-1);
  return error === undefined ? { at: '', why: 'invalid' } : describe(error);
}

function compile(version: NinjsVersion): ValidateFunction {
  const { 'date-time': dateTime } = fullFormats;
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: true,
    formats: { uri: isUri, 'date-time': dateTime },
  });
  const validate = ajv.compile(ninjsSchema(version));
  compiled.set(version, validate);
  return validate;
}

function describe(error: ErrorObject): NinjsFault {
  const params: unknown = error.params;
  const extra = nameIn(params, 'unevaluatedProperty') ?? nameIn(params, 'additionalProperty');
  if (extra !== undefined)
    return { at: error.instancePath + pointerOf([extra]), why: 'ninjs has no such property here' };
  return { at: error.instancePath, why: error.message ?? error.keyword };
}

function nameIn(params: unknown, key: string): string | undefined {
  if (typeof params !== 'object' || params === null) return undefined;
  const value: unknown = Reflect.get(params, key);
  return typeof value === 'string' ? value : undefined;
}

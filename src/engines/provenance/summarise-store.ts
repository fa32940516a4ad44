import { isJsonObject, type Json } from '#kernel/json.ts';
import type {
  Provenance,
  ProvenanceAction,
  ProvenanceIngredient,
  ProvenanceState,
} from '#domain/item/provenance.ts';

const MOST_LISTED = 100;

/** The active manifest of a store as the verifier reports it, summed up; undefined where the report is none. */
export function summariseStore(report: string): Provenance | undefined {
  const store = parsed(report);
  const manifests = objectIn(store, 'manifests');
  const active = objectIn(manifests, textIn(store, 'active_manifest') ?? '');
  if (active === undefined) return undefined;
  const failures = listIn(store, 'validation_status').flatMap((status) => textIn(status, 'code') ?? []);
  const signature = objectIn(active, 'signature_info');
  const [generator] = listIn(active, 'claim_generator_info');
  const title = textIn(active, 'title');
  const claimGenerator = textIn(generator, 'name') ?? textIn(active, 'claim_generator');
  return {
    state: stateOf(textIn(store, 'validation_state'), failures),
    ...(title === undefined ? {} : { title }),
    ...(claimGenerator === undefined ? {} : { claimGenerator }),
    ...(signature === undefined ? {} : { signedBy: signerIn(signature) }),
    actions: actionsIn(active),
    ingredients: listIn(active, 'ingredients').slice(0, MOST_LISTED).map(ingredientOf),
    failures: [...new Set(failures)],
  };
}

/** C2PA 2.4 §14.3: a store is invalid for one failure that is not about trust. */
function stateOf(verdict: string | undefined, failures: readonly string[]): ProvenanceState {
  if (verdict === 'Trusted') return 'trusted';
  if (verdict === 'Valid') return 'not-on-trust-list';
  const isSignature = failures.some(
    (code) => /^(?:claimSignature|signingCredential)\./.test(code) && !code.endsWith('.untrusted'),
  );
  return isSignature ? 'invalid' : 'changed';
}

function signerIn(signature: Json): NonNullable<Provenance['signedBy']> {
  const name = textIn(signature, 'common_name');
  const organisation = textIn(signature, 'issuer');
  const at = textIn(signature, 'time');
  return {
    ...(name === undefined ? {} : { name }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(at === undefined ? {} : { at }),
  };
}

function actionsIn(manifest: Json): readonly ProvenanceAction[] {
  return listIn(manifest, 'assertions')
    .filter((assertion) => textIn(assertion, 'label')?.startsWith('c2pa.actions'))
    .flatMap((assertion) => listIn(objectIn(assertion, 'data'), 'actions'))
    .slice(0, MOST_LISTED)
    .flatMap((one) => {
      const action = textIn(one, 'action');
      const when = textIn(one, 'when');
      const digitalSourceType = textIn(one, 'digitalSourceType');
      if (action === undefined) return [];
      return [
        {
          action,
          ...(when === undefined ? {} : { when }),
          ...(digitalSourceType === undefined ? {} : { digitalSourceType }),
        },
      ];
    });
}

function ingredientOf(ingredient: Json): ProvenanceIngredient {
  const title = textIn(ingredient, 'title');
  const relationship = textIn(ingredient, 'relationship');
  return {
    ...(title === undefined ? {} : { title }),
    ...(relationship === undefined ? {} : { relationship }),
    hasCredentials: textIn(ingredient, 'active_manifest') !== undefined,
  };
}

function parsed(text: string): Json | undefined {
  try {
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined; // the verifier was killed while it wrote
  }
}

function memberOf(json: Json | undefined, name: string): Json | undefined {
  return json !== undefined && isJsonObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

function textIn(json: Json | undefined, name: string): string | undefined {
  const value = memberOf(json, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function objectIn(json: Json | undefined, name: string): Json | undefined {
  const value = memberOf(json, name);
  return value !== undefined && isJsonObject(value) ? value : undefined;
}

function listIn(json: Json | undefined, name: string): readonly Json[] {
  const value = memberOf(json, name);
  return Array.isArray(value) ? value : [];
}

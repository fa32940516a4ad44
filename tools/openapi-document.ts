import type { TSchema } from 'typebox';
import type { NamedEndpoint } from './contract-endpoints.ts';

type ObjectSchema = { readonly properties: Record<string, TSchema>; readonly required?: readonly string[] };

function isObjectSchema(schema: TSchema): schema is TSchema & ObjectSchema {
  return 'properties' in schema;
}

/** Fastify's `:id` is OpenAPI's `{id}`. */
function openApiPath(path: string): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

function parameters(schema: TSchema | undefined, place: 'path' | 'query'): object[] {
  if (!schema || !isObjectSchema(schema)) return [];
  return Object.entries(schema.properties).map(([name, part]) => ({
    name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: part,
  }));
}

function json(schema: TSchema): object {
  return { content: { 'application/json': { schema } } };
}

/** The session of a person, or where programs may call, a key: one of the two, never both. */
function securityOf({ permission, keyScope }: NamedEndpoint['endpoint']): object[] {
  if (permission === 'anonymous') return [];
  return [{ session: [] }, ...(keyScope === undefined ? [] : [{ apiKey: [] }])];
}

function operation({ name, capability, endpoint }: NamedEndpoint): object {
  return {
    operationId: name,
    tags: [capability],
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    ...(endpoint.keyScope === undefined ? {} : { 'x-key-scope': endpoint.keyScope }),
    security: securityOf(endpoint),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.body ? { requestBody: { required: true, ...json(endpoint.body) } } : {}),
    responses: {
      '200': {
        description: 'Done',
        ...(endpoint.hasValidator ? { headers: { ETag: { schema: { type: 'string' } } } } : {}),
        ...json(endpoint.reply),
      },
      ...(endpoint.hasValidator
        ? { '304': { description: 'As it was when If-None-Match was given its ETag' } }
        : {}),
      default: {
        description: 'Refused: what happened, to which thing, what can be done',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** RFC 9457, with our `code`; words and next steps of every code are in docs/errors.md. */
const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'docs/errors.md' },
    detail: { type: 'string' },
  },
};

/** The desk API as OpenAPI 3.1, from the same schemas that the server validates with. */
export function openApiDocument(endpoints: readonly NamedEndpoint[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const named of endpoints) {
    const path = openApiPath(named.endpoint.path);
    paths[path] = { ...paths[path], [named.endpoint.method.toLowerCase()]: operation(named) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Pactwire API', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-pactwire' },
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key that an administrator made, with the scope that x-key-scope names',
        },
      },
    },
  };
}

/** GeoJSON as ninjs admits it in `geoJSON` of a place (RFC 7946, in the reading of the published JSON Schema). */
const number = { type: 'number' } as const;
const position = { type: 'array', minItems: 2, items: number } as const;
const bbox = { type: 'array', minItems: 4, items: number } as const;

function shape(name: string, required: readonly string[], properties: object) {
  return {
    type: 'object',
    required: ['type', ...required],
    properties: { type: { type: 'string', enum: [name] }, ...properties, bbox },
  };
}

function geometry(name: string, coordinates: object) {
  return shape(name, ['coordinates'], { coordinates });
}

function listOf(items: object, minItems = 0) {
  return { type: 'array', minItems, items };
}

const geometries = [
  geometry('Point', position),
  geometry('LineString', listOf(position, 2)),
  geometry('Polygon', listOf(listOf(position, 4))),
  geometry('MultiPoint', listOf(position)),
  geometry('MultiLineString', listOf(listOf(position, 2))),
  geometry('MultiPolygon', listOf(listOf(listOf(position, 4)))),
];
const collection = shape('GeometryCollection', ['geometries'], { geometries: listOf({ oneOf: geometries }) });
const feature = shape('Feature', ['properties', 'geometry'], {
  id: { oneOf: [{ type: 'number' }, { type: 'string' }] },
  properties: { oneOf: [{ type: 'null' }, { type: 'object' }] },
  geometry: { oneOf: [{ type: 'null' }, ...geometries, collection] },
});

/** Any GeoJSON object: exactly one of the nine kinds. */
export const GEOJSON_SCHEMA = {
  oneOf: [
    ...geometries,
    collection,
    feature,
    shape('FeatureCollection', ['features'], { features: listOf(feature) }),
  ],
};

/** Limits of one document: levels of nesting, attributes of one element, elements altogether. */
export const XML_LIMITS = { depth: 256, attributes: 256, elements: 200_000 } as const;

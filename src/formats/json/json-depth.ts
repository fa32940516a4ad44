/** How deep arrays and objects may nest. */
export const JSON_DEPTH = 64;

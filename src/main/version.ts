/** Of the whole program; evidence names it as the release that worded it. */
export const VERSION = '0.1.0';

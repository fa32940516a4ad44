/** The languages of the interface, each by its own name. */
export const LANGUAGE_NAMES = { vi: 'Tiếng Việt', 'zh-Hans': '简体中文', en: 'English' } as const;

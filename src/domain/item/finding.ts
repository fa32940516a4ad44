/** Something a reader had to decide for itself: a wrong charset label, a missing version. `at` as in `FormatRefusal`. */
export type Finding = {
  readonly code:
    | 'charset-label-wrong'
    | 'charset-assumed'
    | 'bytes-unreadable'
    | 'version-assumed'
    | 'time-assumed'
    | 'headline-assumed'
    | 'language-assumed'
    | 'language-malformed'
    | 'provider-named'
    | 'schema-differs'
    | 'identity-assumed'
    | 'time-malformed'
    | 'xml-mended'
    | 'document-cut-short'
    | 'identity-missing'
    | 'embargo-open'
    | 'embargo-assumed'
    | 'notice-about-other'
    | 'credentials-elsewhere';
  readonly at: string;
  readonly detail: string;
};

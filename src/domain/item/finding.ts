/** Something a reader had to decide for itself: a wrong charset label, a missing version. `at` as in `FormatRefusal`. */
export type Finding = {
  readonly code:
    | 'charset-label-wrong'
    | 'charset-assumed'
    | 'version-assumed'
    | 'time-assumed'
    | 'headline-assumed'
    | 'language-assumed'
    | 'language-malformed'
    | 'provider-named'
    | 'identity-missing';
  readonly at: string;
  readonly detail: string;
};

/** `setting` is the name of the field that cannot be so; `allowed` says in English what can. */
export type SettingRefusal = {
  readonly code: 'source-setting-invalid';
  readonly setting: string;
  readonly allowed: string;
};

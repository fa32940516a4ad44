/**
 * Why a language service gave nothing. `service-failed`: it is not there, or does not speak as it should, whatever it is asked.
 * `texts-refused`: at least one of these texts it does not take (HTTP 400, 413, 422, or no answer to that one that can be believed).
 */
export type ServiceRefusal = { readonly code: 'service-failed' | 'texts-refused'; readonly detail: string };

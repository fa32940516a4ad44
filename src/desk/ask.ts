import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Endpoint, Reply } from '#contract/endpoint.ts';
import { demand, type Input } from './call.ts';

type AskOptions = {
  /** Asks again after so many seconds while the window is looked at. */
  readonly everySeconds?: number;
  readonly enabled?: boolean;
  /** Shows the last answer while a new question is under way (searching, previewing). */
  readonly keepLast?: boolean;
  /** What the screen begins with: never asked again while it is open, and anew each time it is opened. */
  readonly readOnce?: boolean;
};

/** A read of the contract as a live value of the screen. */
export function useAsk<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  options: AskOptions = {},
): UseQueryResult<Reply<E>> {
  return useQuery<Reply<E>>({
    queryKey: askKey(endpoint, input),
    queryFn: ({ signal }) => demand(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.everySeconds ? { refetchInterval: options.everySeconds * 1000 } : {}),
    ...(options.readOnce ? { staleTime: Infinity, gcTime: 0 } : {}),
    ...(options.keepLast ? { placeholderData: keepPreviousData } : {}),
  });
}

export function askKey(endpoint: Endpoint, input: object = {}): readonly unknown[] {
  return [endpoint.path, input];
}

type TellOptions<E extends Endpoint> = {
  readonly onDone?: (reply: Reply<E>, input: Input<E>) => unknown;
  readonly onRefused?: (fault: unknown) => void;
};

/** A change of the contract; when it is done every open read asks again, so no screen shows what is no longer so. */
export function useTell<E extends Endpoint>(
  endpoint: E,
  options: TellOptions<E> = {},
): UseMutationResult<Reply<E>, Error, Input<E>> {
  const client = useQueryClient();
  return useTrial(endpoint, {
    ...options,
    onDone: async (reply, input) => {
      await options.onDone?.(reply, input);
      await client.invalidateQueries();
    },
  });
}

/** A trial: it changes nothing, so nothing is asked again and its answer is all that the screen waits for. */
export function useTrial<E extends Endpoint>(
  endpoint: E,
  { onDone, onRefused }: TellOptions<E> = {},
): UseMutationResult<Reply<E>, Error, Input<E>> {
  return useMutation<Reply<E>, Error, Input<E>>({
    mutationFn: (input) => demand(endpoint, input),
    onSuccess: (reply, input) => onDone?.(reply, input),
    onError: (fault) => onRefused?.(fault),
  });
}

import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';
import { SESSION_KEY } from '../session/useSession';

/** How often what is still growing is read again. */
export const REFRESH_MS = 3000;

/** One client a page load. A session that ended sends every page to the sign-in. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (failure) => {
        if (!(failure instanceof ApiProblem)) return;
        if (failure.trouble === 'sign-in-required') client.setQueryData(SESSION_KEY, null);
        if (failure.trouble === 'password-change-required') void client.invalidateQueries({ queryKey: SESSION_KEY });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 2000,
        // A page that says what is wrong, with a button, is better than one that silently waits.
        networkMode: 'always',
        retry: (failures, failure) => failures < 1 && failure instanceof ApiProblem && failure.passing,
        retryDelay: 500,
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

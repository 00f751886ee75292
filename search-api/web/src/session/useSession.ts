import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, write } from '../api/client';
import type { Session } from '../api/documents';
import { ApiProblem } from '../api/problem';
import { forgetPurpose } from '../call/purpose';

export const SESSION_KEY = ['session'] as const;

async function readSession(signal: AbortSignal): Promise<Session | null> {
  try {
    return await get<Session>('/session', {}, signal);
  } catch (failure) {
    if (failure instanceof ApiProblem && failure.trouble === 'sign-in-required') return null;
    throw failure;
  }
}

/** Who is signed in; null for nobody. */
export function useSession() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: ({ signal }) => readSession(signal),
    staleTime: 5 * 60_000,
  });
}

/** Ends the session and forgets everything that was read in it. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    const forget = () => {
      forgetPurpose();
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== SESSION_KEY[0] });
      queries.setQueryData(SESSION_KEY, null);
    };
    write('DELETE', '/session').then(forget, (failure: unknown) => {
      // Offline the session lives on, and the page must not look as if it had ended.
      if (failure instanceof ApiProblem && failure.trouble === 'sign-in-required') forget();
      else void queries.invalidateQueries({ queryKey: SESSION_KEY });
    });
  }, [queries]);
}

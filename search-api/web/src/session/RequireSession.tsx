import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { TroubleNote } from '../app/TroubleNote';
import { Waiting } from '../app/Waiting';
import { useSession } from './useSession';

/** Shows its children to a person who is signed in and has a password of their own. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { data: session, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  if (session === undefined) {
    return (
      <main className="page">
        {error ? <TroubleNote failure={error} onRetry={() => void refetch()} /> : <Waiting for="page" />}
      </main>
    );
  }
  const next = `?next=${encodeURIComponent(pathname + search)}`;
  if (session === null) return <Navigate to={`/login${pathname + search === '/' ? '' : next}`} replace />;
  if (session.password_change_required) return <Navigate to={`/password${next}`} replace />;
  return children;
}

import { Navigate } from 'react-router';
import { SearchPage } from '../search/SearchPage';
import { readsCalls, takesCalls } from '../session/roles';
import { useSession } from '../session/useSession';

/** Where somebody begins: window staff at the desk, who cares for items with these, the others with the search. */
export function HomePage() {
  const { data: session } = useSession();
  if (readsCalls(session)) return <SearchPage />;
  return <Navigate to={takesCalls(session) ? '/desk' : '/items'} replace />;
}

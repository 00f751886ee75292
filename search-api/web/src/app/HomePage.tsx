import { Navigate } from 'react-router';
import { SearchPage } from '../search/SearchPage';
import { readsCalls } from '../session/roles';
import { useSession } from '../session/useSession';

/** Where somebody begins: window staff at the desk, the others with the search. */
export function HomePage() {
  const { data: session } = useSession();
  return readsCalls(session) ? <SearchPage /> : <Navigate to="/desk" replace />;
}
